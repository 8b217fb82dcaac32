import { msg } from '@hi18n/core'
import type { log as english } from '../en/log.js'

export const log: typeof english = {
  'log/filter': msg('Фильтр'),
  'log/filter-examples': msg('Например: ICE, out signal, candidate'),
  'log/copy': msg('Копировать всё'),
  'log/save': msg('Сохранить в файл'),
  'log/secrets': msg('Вместе с IP-адресами, секретами соединений и чатом'),
  'log/secrets-hint': msg(
    'Относится к копии и к файлу. Не включайте, если передаёте журнал другим; имена людей и названия комнат попадут в него в любом случае.',
  ),
  'log/events': msg('События'),
  'log/show-earlier': msg('Показать более ранние'),
  'log/count': msg(
    '{count, plural, one {# событие} few {# события} many {# событий} other {# события}}{gone, plural, =0 {} one {; ещё # старое уже не хранится} few {; ещё # старых уже не хранятся} many {; ещё # старых уже не хранятся} other {; ещё # старого уже не хранится}}.',
  ),
  'log/matches': msg(
    '{matches, plural, =0 {Ничего не найдено} one {Найдено # событие} few {Найдено # события} many {Найдено # событий} other {Найдено # события}}; всего {count, number}{gone, plural, =0 {} one {; ещё # старое уже не хранится} few {; ещё # старых уже не хранятся} many {; ещё # старых уже не хранятся} other {; ещё # старого уже не хранится}}.',
  ),
}
