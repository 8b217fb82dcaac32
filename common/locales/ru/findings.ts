import { msg } from '@hi18n/core'
import type { findings as english } from '../en/findings.js'

export const findings: typeof english = {
  'findings/all-well': msg('Насколько видно с этого компьютера, ничего не мешает.'),
  'findings/all-well-advice': msg('Если кто-то всё же не может подключиться, проверьте сеть и на его компьютере.'),
  'findings/checked': msg('Что проверено: {subjects}.'),
  'findings/looked-at': msg('Что проверено'),
  'findings/unchecked': msg('Что здесь не удалось проверить: {subjects}.'),
  'findings/subject-network': msg('сеть'),
  'findings/subject-port': msg('порт {port}'),
  'findings/subject-firewall': msg('брандмауэр'),
  'findings/subject-clock': msg('часы'),
  'findings/subject-certificate': msg('сертификат'),
  'findings/subject-hosts': msg('другие компьютеры с Lanline'),
  'findings/subject-announcements': msg('объявления в сети'),
  'findings/subject-route': msg('маршрут'),

  'findings/no-network': msg('Этот компьютер не подключён к сети.'),
  'findings/no-network-advice': msg(
    'Подключите его по Wi-Fi или кабелем. До тех пор никто другой не сможет подключиться.',
  ),

  'findings/port-taken': msg('Порт {port} занят другой программой.'),
  'findings/port-taken-by': msg('Порт {port} занят программой {process} (процесс {pid}).'),
  'findings/port-taken-advice': msg(
    'Lanline занимает следующий свободный порт, а ссылки со старым ведут не сюда: дайте другим адрес, который показывает Lanline, или закройте ту программу и запустите Lanline заново.',
  ),

  'findings/vpn-default-route': msg('Похоже, этот компьютер выходит в сеть через VPN ({interface}).'),
  'findings/vpn-default-route-advice': msg(
    'Другие в этой сети, возможно, не смогут подключиться к этому компьютеру. Приостановите VPN или разрешите в нём доступ к локальной сети; иногда это называют раздельным туннелированием.',
  ),
  'findings/vpn-default-route-advice-address': msg(
    'Звонки в этой сети должны работать по адресу {address}. Если не работают, приостановите VPN или разрешите в нём доступ к локальной сети; иногда это называют раздельным туннелированием.',
  ),

  'findings/multicast-blocked': msg('Объявления компьютеров в сети (mDNS) не доходят до {address}.'),
  'findings/multicast-blocked-advice': msg(
    'Компьютеры не находятся сами: подключайтесь по адресу, ссылке или QR-коду. Гости, у которых в браузере нет камеры, могут остаться без картинки и звука. Чтобы исправить и то и другое, откройте в брандмауэре порт UDP 5353.',
  ),

  'findings/firewall-likely': msg('Брандмауэр этого компьютера ({firewall}), скорее всего, не пропускает других.'),
  'findings/firewall-likely-public': msg(
    'Windows считает эту сеть общедоступной; продолжайте, только если доверяете ей.',
  ),
  'findings/firewall-likely-advice': msg(
    'Чтобы другие могли подключаться (порт {ports}), введите в терминале эту команду.',
  ),
  'findings/firewall-likely-advice-administrator': msg(
    'Чтобы другие могли подключаться (порт {ports}), введите эту команду в терминале, запущенном от имени администратора.',
  ),
  'findings/firewall-likely-advice-restart': msg(
    'Чтобы другие могли подключаться (порт {ports}), введите в терминале эту команду; она действует до перезагрузки компьютера.',
  ),

  'findings/shut-out': msg('Из той же сети {neighbour} не может подключиться к этому компьютеру по порту {ports}.'),
  'findings/shut-out-advice': msg(
    'Поэтому другие не могут присоединиться. Их не пропускает брандмауэр этого компьютера (если ниже есть команда, она это исправит), или точка доступа разделяет устройства, как в гостевых сетях: используйте другую сеть Wi-Fi или кабель.',
  ),

  'findings/host-unreachable': msg('{name} объявляет о себе по адресу {address}:{port}, но не отвечает.'),
  'findings/host-unreachable-unnamed': msg(
    'Какой-то компьютер объявляет о себе по адресу {address}:{port}, но не отвечает.',
  ),
  'findings/host-unreachable-advice': msg(
    'Проверьте сеть на том компьютере: возможно, его брандмауэр не пропускает других. Или точка доступа не даёт устройствам видеть друг друга, как в гостевых сетях: возьмите другой Wi-Fi или кабель.',
  ),

  'findings/no-ice-pair': msg('Главный компьютер отвечает, но соединение с собеседником {peer} не получается.'),
  'findings/no-ice-pair-unnamed': msg('Главный компьютер отвечает, но соединение с собеседником не получается.'),
  'findings/no-ice-pair-advice': msg(
    'Гостевые сети не дают устройствам видеть друг друга («изоляция клиентов»): возьмите другой Wi-Fi или кабель. Или брандмауэр на одном из компьютеров блокирует UDP: проверьте сеть на обоих.',
  ),
  'findings/no-ice-pair-advice-relay': msg(
    'Ретранслятор главного компьютера отсюда отвечает, но до собеседника ничего не доходит: звонок не пропускает брандмауэр на его компьютере или по пути. Проверьте сеть там.',
  ),

  'findings/addresses-hidden': msg('Браузеры скрывают свои адреса, и соединение с собеседником {peer} не получается.'),
  'findings/addresses-hidden-advice': msg(
    'Разрешите камеру или микрофон на обеих сторонах: тогда браузеры называют свои адреса. С обычной страницы http для этого нужно перейти на защищённую.',
  ),

  'findings/udp-blocked': msg('Между вами и собеседником {peer} не проходит UDP.'),
  'findings/udp-blocked-advice': msg(
    'Изображение и звук идут по TCP через главный компьютер и могут запаздывать. Чтобы исправить это, разрешите UDP в брандмауэре обоих компьютеров или возьмите другой Wi-Fi или кабель.',
  ),

  'findings/packets-lost': msg('Сеть теряет пакеты: {percent} % между вами и собеседником {peer}.'),
  'findings/packets-lost-advice': msg(
    'Изображение дёргается, а звук прерывается. Подойдите ближе к точке доступа, возьмите кабель или остановите то, что ещё занимает сеть.',
  ),

  'findings/clock-behind': msg('Часы этого компьютера неверны: на них {now}.'),
  'findings/clock-behind-advice': msg(
    'Этот Lanline сделан позже, {built}. Установите дату и время в настройках системы и запустите Lanline заново: сертификаты из другого времени браузеры не принимают.',
  ),

  'findings/certificate-clock': msg('Часы этого компьютера, скорее всего, неверны: на них {now}.'),
  'findings/certificate-clock-advice': msg(
    'Сертификат главного компьютера действует с {notBefore} до {notAfter}. Установите дату и время в настройках системы и запустите Lanline заново.',
  ),

  'findings/report-head': msg('Lanline {version}, {os}, {time}'),
  'findings/unknown-system': msg('система неизвестна'),

  'findings/title': msg('Результаты проверки'),
  'findings/checking': msg('Проверка… Это займёт до 3 секунд.'),
  'findings/checking-network': msg('Проверка сети'),
  'findings/done': msg('Проверка завершена.'),
  'findings/count': msg(
    '{count, plural, one {# замечание.} few {# замечания.} many {# замечаний.} other {# замечания.}}',
  ),
  'findings/unanswered': msg('Главный компьютер не ответил на вопрос; попробуйте ещё раз.'),
  'findings/unanswered-count': msg(
    'Главный компьютер не ответил на вопрос; попробуйте ещё раз. С этой страницы: {count, plural, one {# замечание.} few {# замечания.} many {# замечаний.} other {# замечания.}}',
  ),
  'findings/page-sees-nothing': msg(
    'С этой страницы не видно, чтобы что-то мешало. Главный компьютер видит больше: нажмите на нём «Проверить сеть».',
  ),
  'findings/check-again': msg('Проверить снова'),
  'findings/copy-command': msg('Копировать команду'),
  'findings/leave-addresses-out': msg('Без адресов'),
  'findings/copy-report': msg('Копировать отчёт'),
  'findings/save-report': msg('Сохранить отчёт'),
  'findings/report-not-saved': msg('Не удалось сохранить отчёт. Выберите другое место.'),
}
