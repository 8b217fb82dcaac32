import { msg } from '@hi18n/core'
import type { host as english } from '../en/host.js'

export const host: typeof english = {
  'host/other-addresses-of-computer': msg('Другие адреса этого компьютера'),
  'host/other-addresses-of-host': msg('Другие адреса главного компьютера'),
  'host/pinned-is-gone': msg('Адреса {address}, который вы поставили первым, у этого компьютера сейчас нет.'),
  'host/choose-automatically': msg('Выбирать автоматически'),
  'host/shown-first': msg('Первый'),
  'host/show-first': msg('Сделать первым'),
  'host/show-address-first': msg('Сделать первым: {address}'),
  'host/address-pinned': msg('Вы поставили его первым.'),
  'host/address-link-local': msg('Сеть не дала компьютеру адреса, и он выбрал его сам.'),
  'host/address-virtual': msg('VPN, контейнер или виртуальная машина.'),
  'host/address-proven': msg('По нему уже подключались.'),
  'host/address-default-route': msg('Через него система выходит в интернет.'),
  'host/address-public': msg('Адрес в интернете, а не в этой сети.'),

  'host/who-may-come-in': msg('Кто может подключиться'),
  'host/those-with-passcode': msg('Те, кто знает код доступа'),
  'host/everyone': msg('Все в этой сети'),
  'host/change-passcode': msg('Сменить код…'),
  'host/ask-for-passcode': msg('Спрашивать код доступа…'),
  'host/no-longer-ask': msg('Больше не спрашивать'),
  'host/passcode-from-now-on': msg('Код спросят у каждого, кто подключится с этого момента. Кто уже здесь, останется.'),
  'host/passcode-until-quit': msg(
    'В системе нет надёжного места для кода, поэтому он действует, пока вы не выйдете из Lanline. При следующем запуске Lanline придумает новый.',
  ),
  'host/passcode-until-restart': msg(
    'Если Lanline запущен без окна, код действует до перезапуска; постоянный код задаётся параметром --passcode.',
  ),
  'host/set-passcode': msg('Задать код'),
  'host/let-others-find': msg('Показывать этот компьютер другим в этой сети'),
  'host/fingerprint': msg('Отпечаток сертификата'),
  'host/fingerprint-for-guests': msg(
    'Гости, которые переходят на защищённую страницу, могут сверить с ним сертификат в своём браузере.',
  ),

  'host/another-host': msg('Другой компьютер'),
  'host/on-this-network': msg('В этой сети'),
  'host/no-other-computer': msg('Других компьютеров с Lanline пока нет.'),
  'host/finding-is-off': msg('Поиск выключен.'),
  'host/asks-for-passcode': msg('нужен код доступа'),
  'host/join-host': msg('Подключиться: {name}'),
  'host/join-someone': msg('Подключиться к другому компьютеру'),
  'host/host-address': msg('Адрес компьютера'),
  'host/connect': msg('Подключиться'),
  'host/not-connected-to': msg('Нет подключения к <host/>.'),
  'host/connected-to': msg('Вы подключены к <host/>. Ваша комната будет там.'),
  'host/connecting-again-to': msg('Снова подключаемся к <host/>. Ваша комната будет там.'),
  'host/use-this-computer': msg('Вернуться на этот компьютер'),
}
