import { msg } from '@hi18n/core'
import type { dialogs as english } from '../en/dialogs.js'

export const dialogs: typeof english = {
  'dialogs/join-host': msg('Подключиться к <address/>?'),
  'dialogs/join-room': msg('Войти в комнату <room/> на компьютере <address/>?'),
  'dialogs/link-was-opened': msg('Была открыта ссылка, которая ведёт на компьютер <address/>.'),
  'dialogs/link-without-key': msg(
    'По ней нельзя проверить, тот ли это компьютер. Подключайтесь, только если доверяете тому, кто дал вам ссылку.',
  ),
  'dialogs/link-with-key': msg(
    'В ней указан ключ этого компьютера, так что другой не сможет ответить вместо него. Подключайтесь, только если знаете, чей он.',
  ),
  'dialogs/would-leave-call': msg('При этом вы выйдете из звонка, который идёт сейчас.'),
  'dialogs/not-now': msg('Не сейчас'),

  'dialogs/this-computer-protected': msg('Этот компьютер защищён'),
  'dialogs/host-protected': msg('Компьютер {host} защищён'),
  'dialogs/ask-for-passcode': msg('Владелец компьютера пускает тех, кто знает код доступа. Узнайте код у него.'),
  'dialogs/passcode': msg('Код доступа'),
  'dialogs/continue': msg('Продолжить'),
  'dialogs/too-many-tries': msg('Слишком много попыток.'),
  'dialogs/try-again-in': msg('Можно попробовать снова через {time}.'),
  'dialogs/trying': msg('Проверка…'),

  'dialogs/not-same-computer': msg('Это не тот компьютер'),
  'dialogs/not-same-host': msg('{host} — не тот компьютер, что раньше'),
  'dialogs/key-has-changed': msg(
    'Это не тот компьютер, который был по этому адресу раньше или на который вас приглашали. Возможно, кто-то выдаёт себя за него или на нём заново установили Lanline. Прежде чем продолжать, спросите владельца.',
  ),
  'dialogs/do-not-join': msg('Не подключаться'),
  'dialogs/trust-it': msg('Доверять впредь'),

  'dialogs/camera-and-microphone': msg('Камера и микрофон'),
  'dialogs/browser-warns-once': msg('Браузер один раз предупредит вас'),
  'dialogs/go-on-chrome': msg('Нажмите <b>«Дополнительные»</b>, затем <b>«Перейти на сайт\u00a0…»</b>.'),
  'dialogs/go-on-edge': msg('Нажмите <b>«Дополнительно»</b>, затем <b>«Продолжить на\u00a0…»</b>.'),
  'dialogs/go-on-firefox': msg('Нажмите <b>«Дополнительно…»</b>, затем <b>«Принять риск и продолжить»</b>.'),
  'dialogs/go-on-safari': msg('Нажмите <b>«Подробнее»</b>, затем <b>«посетить этот веб-сайт»</b>.'),
  'dialogs/go-on-android': msg('Нажмите <b>«Дополнительные»</b>, затем <b>«Перейти на сайт\u00a0…»</b>.'),
  'dialogs/go-on-ios': msg('Нажмите <b>«Подробнее»</b>, затем <b>«посетить этот веб-сайт»</b>.'),
  'dialogs/then-allow': msg('Затем разрешите камеру и микрофон: вы войдёте под своим именем в ту же комнату.'),
  'dialogs/check-that-it-is': msg('Проверить, что это действительно {host}'),
  'dialogs/check-computer': msg('Проверить, что это действительно тот компьютер'),
  'dialogs/compare-fingerprint': msg(
    'Чтобы убедиться, что между вами никого нет, сверьте с этим отпечаток SHA-256 сертификата. Человек за главным компьютером видит его же: «Изменить» рядом с тем, кто может войти.',
  ),
  'dialogs/no-secure-page': msg(
    'Браузеры разрешают их только страницам, открытым по https, а здесь такой страницы нет. Чтобы вас видели и слышали, воспользуйтесь приложением Lanline или откройте Lanline на самом главном компьютере.',
  ),

  'dialogs/remove-person': msg('Удалить участника {name}?'),
  'dialogs/removing-means': msg(
    'Звонки этого человека здесь прервутся, и он не сможет подключиться снова, пока Lanline на этом компьютере не запустят заново. Никто новый с того же адреса тоже не подключится, пока вы не зададите новый код доступа.',
  ),
  'dialogs/keep-address-out': msg('Не пускать новых людей с этого адреса и после смены кода доступа'),
  'dialogs/removing-here-means': msg(
    'Его звонки здесь закончатся, и войти снова он не сможет, пока Lanline не запустят заново. Другие за этим компьютером войти смогут.',
  ),
  'dialogs/remove': msg('Удалить'),
  'dialogs/you-are-out': msg('Доступ закрыт'),
  'dialogs/go-elsewhere': msg('Выбрать другой компьютер'),

  'dialogs/share-screen': msg('Показать экран'),
  'dialogs/nothing-to-share': msg('Нет ни экрана, ни окна, которые можно показать.'),
  'dialogs/screens': msg('Экраны'),
  'dialogs/windows': msg('Окна'),
  'dialogs/share-sound': msg('Передавать и звук компьютера'),
  'dialogs/no-sound': msg('Звук компьютера в этой системе передать нельзя.'),

  'dialogs/bad-address': msg('Это не адрес. Адрес выглядит так: 192.168.1.5 или 192.168.1.5:8080.'),
  'dialogs/bad-ipv6-address': msg(
    'Это не целый адрес IPv6. Он выглядит как fd00::1 или, с портом, [fd00::1]:8080, и в конце у него нет знака %.',
  ),
  'dialogs/link-local-address': msg(
    'Адреса, которые начинаются с fe80, браузер открыть не может. Введите другой адрес того компьютера: Lanline показывает их там.',
  ),
  'dialogs/own-address': msg(
    'Этот адрес ведёт туда, где вы уже находитесь. Другие входят по адресу под словом «Пригласить»; чтобы попасть к кому-то, введите его адрес.',
  ),
  'dialogs/something-else': msg(
    'Там отвечает не Lanline, а что-то другое. Проверьте адрес и порт: он 8080, если Lanline не показывает другой.',
  ),
  'dialogs/local-network': msg(
    'Если macOS не пускает Lanline в локальную сеть, никто в ней не отвечает. Разрешите доступ в настройках системы: «Конфиденциальность и безопасность», «Локальная сеть».',
  ),

  'dialogs/other-addresses-of-computer': msg('Другие адреса этого компьютера'),
  'dialogs/other-addresses-of-host': msg('Другие адреса главного компьютера'),
  'dialogs/pinned-is-gone': msg('Адреса {address}, который вы поставили первым, у этого компьютера сейчас нет.'),
  'dialogs/choose-automatically': msg('Выбирать автоматически'),
  'dialogs/shown-first': msg('Первый'),
  'dialogs/show-first': msg('Сделать первым'),
  'dialogs/show-address-first': msg('Сделать первым: {address}'),
  'dialogs/who-may-come-in': msg('Кто может подключиться'),
  'dialogs/people-in-a-room': msg('Людей в комнате'),
  'dialogs/passcode-is-long': msg('В нём не меньше четырёх знаков.'),
  'dialogs/change-passcode': msg('Сменить код…'),
  'dialogs/ask-for-a-passcode': msg('Спрашивать код доступа…'),
  'dialogs/no-longer-ask': msg('Больше не спрашивать'),
  'dialogs/passcode-from-now-on': msg(
    'Код спросят у каждого, кто подключится с этого момента. Кто уже здесь, останется.',
  ),
  'dialogs/passcode-until-quit': msg(
    'В системе нет надёжного места для кода, поэтому он действует, пока вы не выйдете из Lanline. При следующем запуске Lanline придумает новый.',
  ),
  'dialogs/passcode-until-restart': msg(
    'Если Lanline запущен без окна, код действует до перезапуска; постоянный код задаётся параметром --passcode.',
  ),
  'dialogs/set-passcode': msg('Задать код'),
  'dialogs/let-others-find': msg('Показывать этот компьютер другим в этой сети'),
  'dialogs/fingerprint': msg('Отпечаток сертификата'),
  'dialogs/fingerprint-for-guests': msg(
    'Гости, которые переходят на защищённую страницу, могут сверить с ним сертификат в своём браузере.',
  ),
  'dialogs/host-address': msg('Адрес компьютера'),
}
