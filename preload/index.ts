import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, channel, eventChannel } from '../common/bridge.js'

const bridge: Bridge = {
  wayTo: (host) => ipcRenderer.invoke(channel('wayTo'), host),
  forget: (host) => ipcRenderer.invoke(channel('forget'), host),
  tell: (status) => ipcRenderer.invoke(channel('tell'), status),
  pickScreen: (choice) => ipcRenderer.invoke(channel('pickScreen'), choice),
  openPrivacySettings: (privacy) => ipcRenderer.invoke(channel('openPrivacySettings'), privacy),
  settings: (nothing) => ipcRenderer.invoke(channel('settings'), nothing),
  saveSettings: (patch) => ipcRenderer.invoke(channel('saveSettings'), patch),
  iceServers: (nothing) => ipcRenderer.invoke(channel('iceServers'), nothing),
  hostPasscode: (nothing) => ipcRenderer.invoke(channel('hostPasscode'), nothing),
  saveReport: (text) => ipcRenderer.invoke(channel('saveReport'), text),
  beginDownload: (file) => ipcRenderer.invoke(channel('beginDownload'), file),
  beginFolder: (folder) => ipcRenderer.invoke(channel('beginFolder'), folder),
  keptDownload: (key) => ipcRenderer.invoke(channel('keptDownload'), key),
  readDownload: (part) => ipcRenderer.invoke(channel('readDownload'), part),
  resumeDownload: (part) => ipcRenderer.invoke(channel('resumeDownload'), part),
  writeDownload: (next) => ipcRenderer.invoke(channel('writeDownload'), next),
  finishDownload: (id) => ipcRenderer.invoke(channel('finishDownload'), id),
  discardDownload: (id) => ipcRenderer.invoke(channel('discardDownload'), id),
  openDownload: (id) => ipcRenderer.invoke(channel('openDownload'), id),
  showDownload: (id) => ipcRenderer.invoke(channel('showDownload'), id),
  showProgress: (percent) => ipcRenderer.invoke(channel('showProgress'), percent),
  downloadUpdate: (nothing) => ipcRenderer.invoke(channel('downloadUpdate'), nothing),
  on: (event, listener) => {
    // The page gets the payload alone: the event object leads to ipcRenderer.
    const hear = (_event: Electron.IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(eventChannel(event), hear)
    return () => ipcRenderer.off(eventChannel(event), hear)
  },
}

contextBridge.exposeInMainWorld('lanline', bridge)
