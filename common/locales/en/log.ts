import { msg } from '@hi18n/core'

export const log = {
  // The signaling log: what the page and the host said to each other. Its entries are in English.
  'log/filter': msg('Filter'),
  // The examples are words of entries, and stay.
  'log/filter-examples': msg('Such as: ICE, out signal, candidate'),
  'log/copy': msg('Copy all'),
  'log/save': msg('Save as a file'),
  'log/secrets': msg('Include IP addresses, connection secrets and chat'),
  'log/secrets-hint': msg(
    'For what is copied and saved. Leave it off for a log that you pass on; names of people and rooms are in it either way.',
  ),
  'log/events': msg('Events'),
  'log/show-earlier': msg('Show earlier'),
  'log/count': msg(
    '{count, plural, one {# event} other {# events}}{gone, plural, =0 {} one {; # older one is no longer kept} other {; # older ones are no longer kept}}.',
  ),
  // How many of the events have the words in them that the person filters by.
  'log/matches': msg(
    '{matches, plural, =0 {None of {count, plural, one {# event} other {# events}} matches} one {# of {count, plural, one {# event} other {# events}} matches} other {# of {count, plural, one {# event} other {# events}} match}}{gone, plural, =0 {} one {; # older one is no longer kept} other {; # older ones are no longer kept}}.',
  ),
}
