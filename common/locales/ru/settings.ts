import { msg } from '@hi18n/core'
import type { settings as english } from '../en/settings.js'

export const settings: typeof english = {
  'settings/save': msg('Сохранить'),
  'settings/not-saved': msg('Изменения не сохранены.'),
  'settings/throw-away': msg('Не сохранять'),
  'settings/keep-editing': msg('Продолжить'),
  'settings/kept-in-browser': msg('Настройки хранятся в этом браузере.'),
  'settings/kept-on-computer': msg('Настройки хранятся на этом компьютере.'),
  'settings/kept-without-passwords': msg(
    'Настройки хранятся на этом компьютере, кроме паролей: в системе нет надёжного места для них, и они действуют, пока вы не выйдете из Lanline.',
  ),
  'settings/not-kept': msg('Сохранить не удалось. Изменения действуют, пока вы не закроете Lanline.'),
  'settings/passwords-not-kept': msg(
    'Сохранить пароли не удалось. Они действуют, пока вы не закроете Lanline; всё остальное сохранено.',
  ),
  'settings/no-language': msg(
    'Сейчас не удалось загрузить этот язык. Lanline перейдёт на него, когда страница загрузится заново.',
  ),

  'settings/you': msg('Вы'),
  'settings/advanced': msg('Ещё'),
  'settings/name': msg('Имя'),
  'settings/language': msg('Язык'),
  'settings/language-of-system': msg('Как в системе'),
  'settings/language-of-browser': msg('Как в браузере'),
  'settings/quality': msg('Качество видео'),
  'settings/quality-auto': msg('Автоматически'),
  'settings/quality-high': msg('Высокое: до 1920 × 1080 и 16 Мбит/с'),
  'settings/quality-saving': msg('Экономное: 640 × 360, 15 кадров и 0,5 Мбит в секунду'),
  'settings/ring-sound': msg('Сигнал, когда кто-то звонит'),
  'settings/call-sounds': msg('Короткие звуки в звонке: вход, выход, сообщение, микрофон'),
  'settings/mirrored': msg('Показывать мне моё изображение зеркально'),
  'settings/play': msg('Прослушать'),

  'settings/ice-servers': msg('Серверы соединения (STUN и TURN)'),
  'settings/ice-servers-hint': msg(
    'В одной сети они не нужны, и Lanline ни к кому снаружи не обращается. Добавьте сервер для звонков, которым надо пройти через роутер: сервер STUN сообщает этому компьютеру его внешний адрес, сервер TURN передаёт звонок дальше. Они используются со следующего звонка.',
  ),
  'settings/add-server': msg('Добавить сервер'),
  'settings/server': msg('Сервер {number, number}'),
  'settings/server-address': msg('Адрес сервера'),
  'settings/user-name': msg('Имя пользователя'),
  'settings/password': msg('Пароль'),
  'settings/test': msg('Проверить'),
  'settings/testing': msg('Проверка…'),
  'settings/asking-server': msg('Спрашиваем сервер; это займёт до 10 секунд.'),

  'settings/server-no-url': msg('Введите адрес сервера, например stun:192.168.1.5:3478.'),
  'settings/server-bad-scheme': msg(
    'Адрес начинается с stun:, stuns:, turn: или turns:, например stun:192.168.1.5:3478.',
  ),
  'settings/server-has-slashes': msg('Уберите две косые черты, чтобы было как здесь: stun:192.168.1.5:3478.'),
  'settings/server-bad-host': msg(
    'После первого двоеточия идёт имя или IP-адрес сервера, например stun:192.168.1.5:3478.',
  ),
  'settings/server-bad-port': msg('Порт в конце — это число от 1 до 65535, например stun:192.168.1.5:3478.'),
  'settings/server-stun-query': msg(
    'Уберите вопросительный знак и всё, что после него: в адресах stun: и stuns: этого не бывает.',
  ),
  'settings/server-bad-query': msg(
    'После вопросительного знака идёт transport=udp или transport=tcp, например turn:192.168.1.5:3478?transport=tcp.',
  ),
  'settings/server-no-credential': msg('Серверу TURN нужны имя пользователя и пароль; заполните оба поля.'),
  'settings/server-too-long': msg(
    'Адрес, имя пользователя и пароль могут содержать до 512 букв, цифр и знаков каждый.',
  ),
  'settings/server-not-taken': msg('Этот браузер не принимает такой адрес сервера.'),

  'settings/test-seen': msg('Сервер ответил и видит вас по адресу {address}.'),
  'settings/test-seen-as-is': msg('Сервер ответил и видит вас по вашему собственному адресу: роутера между вами нет.'),
  'settings/test-relay': msg('Сервер ответил и будет передавать ваши звонки с адреса {address}.'),
  'settings/test-nothing': msg(
    'Сервер не сообщил адреса, а браузер не говорит почему. Возможно, сервер недоступен или видит вас по вашему собственному адресу.',
  ),
  'settings/test-silent': msg('Сервер не ответил за 10 секунд. Проверьте его адрес и порт и не мешает ли брандмауэр.'),
  'settings/test-refused': msg('Сервер не принимает имя пользователя и пароль ({detail}).'),
  'settings/test-full': msg('Сервер ответил, но передавать ещё один звонок сейчас не может ({detail}).'),
  'settings/test-no-contact': msg('Связаться с сервером не удалось. Проверьте его адрес и порт ({detail}).'),
  'settings/test-error': msg('Сервер ответил ошибкой ({detail}).'),
  'settings/error-code': msg('код {code}'),
  'settings/error-code-and-text': msg('код {code}, «{text}»'),

  'settings/port': msg('Порт'),
  'settings/port-hint': msg(
    'Через него другие подключаются к этому компьютеру. Действует со следующего запуска Lanline.',
  ),
  'settings/allowed-origins': msg('Другие веб-страницы, которым доступен этот компьютер'),
  'settings/allowed-origins-hint': msg(
    'По одной в строке, например http://192.168.1.9:3000. Действует со следующего запуска Lanline.',
  ),
  'settings/relay': msg('Передавать звонки тех, кто не может связаться напрямую (со следующего запуска)'),
  'settings/keep-hosting': msg('Продолжать работу, когда окно закрыто'),
  'settings/open-at-login': msg('Открывать Lanline при входе в систему'),
  'settings/mute-shortcut': msg('В звонке выключать и включать микрофон клавишами {keys} в любой программе'),
  'settings/talk-shortcut': msg(
    'В звонке выключать и включать микрофон клавишами {keys} в любой программе или говорить, удерживая их',
  ),
  'settings/update-feed': msg('Где искать обновления'),
  'settings/update-feed-none': msg('Нигде'),
  'settings/update-feed-hint': msg(
    'Адрес, который вам скажет тот, кто дал вам Lanline. Lanline обращается к нему раз в день, а без него ни к кому.',
  ),

  'settings/wrong-port': msg('Порт — это целое число от 1024 до 65535.'),
  'settings/wrong-allowedOrigins': msg(
    'В каждой строке стоит только начало адреса страницы, например http://192.168.1.9:3000, и ничего после него.',
  ),
  'settings/wrong-updateFeed': msg('Адрес обновлений начинается с https://.'),

  'settings/notice-set-aside': msg('Не удалось прочитать ваши настройки; они отложены в файл {file}.'),
  'settings/notice-unreadable': msg(
    'Не удалось прочитать ваши настройки из файла {file}; сам файл не изменён. То, что вы измените, действует, пока вы не закроете Lanline.',
  ),
  'settings/notice-newer': msg(
    'Ваши настройки сохранены более новой версией Lanline. То, что вы измените в этой, действует, пока вы её не закроете.',
  ),
  'settings/managed': msg('Задано вашей организацией.'),
  'settings/notice-new-passcode': msg(
    'Не удалось прочитать код доступа, который вы, возможно, задали. Пока вы не закроете Lanline, у тех, кто подключается, спрашивают новый: {passcode}. Сообщите его им, задайте свой или больше не спрашивайте код.',
  ),
  'settings/notice-passwords-lost': msg('Не удалось прочитать пароли ваших серверов соединения. Задайте их снова.'),

  'settings/update-available': msg('Доступен Lanline {version}.'),
  'settings/update-downloading': msg('Lanline {version} скачивается…'),
  'settings/update-downloaded': msg('Lanline {version} установится, когда вы выйдете.'),
  'settings/update-failed': msg('Не удалось скачать Lanline {version}.'),
  'settings/update-no-versions': msg('При последнем запросе по этому адресу версий не нашлось.'),
  'settings/auto-answer': msg('Ответ без нажатия'),
  'settings/auto-answer-hint': msg(
    'Через три секунды после сигнала и только когда устройство звонящего доказало, что это оно. Чтобы добавить человека, ответьте на его звонок, откройте «Участники» и нажмите «Впредь отвечать без нажатия».',
  ),
  'settings/answers-with': msg('Что получает {name}'),
  'settings/with-sound': msg('Звук'),
  'settings/with-camera': msg('Камера и звук'),
  'settings/answer-no-more': msg('Больше не отвечать без нажатия: {name}'),
  'settings/own-key': msg('Другие узнают это устройство по ключу:'),
}
