import { msg } from '@hi18n/core'
import type { guest as english } from '../en/guest.js'

export const guest: typeof english = {
  'guest/join-with-devices': msg('Войти с камерой и микрофоном'),
  'guest/join-to-watch': msg('Войти, чтобы смотреть и слушать'),
  'guest/why-no-picture': msg(
    'Чтобы вас видели и слышали, страница перейдёт на защищённый адрес. Браузер один раз предупредит вас.',
  ),
  'guest/is-in': msg('{name} в комнате {room}'),
  'guest/are-in': msg('{names} в комнате {room}'),
  'guest/many-are-in': msg('{names} и ещё {others} в комнате {room}'),
  'guest/room-is-empty': msg('В комнате {room} пока никого'),
  'guest/on-host': msg('на компьютере {host}'),
  'guest/more-on': msg('Ещё на компьютере {host}'),
  'guest/more-here': msg('Ещё на этом компьютере'),

  'guest/join-a-room': msg('Вход в комнату'),
}
