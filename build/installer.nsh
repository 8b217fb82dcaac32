; What the installer for Windows does beside electron-builder's own work: links that open the app, and the firewall.

!define LINK_KEY "Software\Classes\lanline"

; Lets in connections to this program, on networks that their owner has called private. Only an installation for all
; users does, because that one runs as an administrator, and because where it installs nobody else can put another
; program in this one's place. Otherwise, and where this fails, Windows asks by itself when the app first listens.
!macro allowInbound PROTOCOL
  nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${PRODUCT_NAME}" dir=in action=allow \
    profile=private protocol=${PROTOCOL} program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
  Pop $0
!macroend

; Takes away all rules of that name for this program, also those of an earlier version.
!macro forgetInbound
  nsExec::Exec '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${PRODUCT_NAME}" \
    program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
  Pop $0
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "" "URL:${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  ; After "--" nothing in a link can pass for an option.
  WriteRegStr SHELL_CONTEXT "${LINK_KEY}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  ${if} $installMode == "all"
    !insertmacro forgetInbound
    !insertmacro allowInbound TCP
    !insertmacro allowInbound UDP
  ${endIf}
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "${LINK_KEY}"
  ${if} $installMode == "all"
    !insertmacro forgetInbound
  ${endIf}
!macroend
