import { createHash } from 'node:crypto'

/** A script that Redis runs as one step, and the name by which it knows it once it has seen it. */
export interface Script {
  readonly source: string
  readonly sha: string
}

/**
 * What all scripts begin with. People and rooms are JSON in one hash each; who is listed, and in which order, is in sorted
 * sets. Whatever changes is told as news, in the same step. Each takes the prefix of all names, and who asks.
 */
const PRELUDE = `
local prefix, node = KEYS[1], ARGV[1]
local PEOPLE, ROOMS, RINGS = prefix .. ':people', prefix .. ':rooms', prefix .. ':rings'
local NAMED, UNNAMED, LISTED = prefix .. ':named', prefix .. ':unnamed', prefix .. ':listed'
local NODES = prefix .. ':nodes'
local BANNED, BYSTANDERS, PASSCODE = prefix .. ':banned', prefix .. ':bystanders', prefix .. ':passcode'

local function peopleOf(node) return prefix .. ':people-of:' .. node end
local function aliveKey(node) return prefix .. ':alive:' .. node end
local function next() return redis.call('INCR', prefix .. ':clock') end
local function tell(json) redis.call('PUBLISH', prefix .. ':news', json) end

local function person(id)
  local json = redis.call('HGET', PEOPLE, id)
  return json and cjson.decode(json)
end

local function mine(id)
  local found = person(id)
  return found and found.node == node and found
end

local function keep(person) redis.call('HSET', PEOPLE, person.id, cjson.encode(person)) end

local function roomJson(key) return key and redis.call('HGET', ROOMS, key) or '' end

local function room(key)
  local json = roomJson(key)
  return json ~= '' and cjson.decode(json)
end

local function has(list, id)
  for index, member in ipairs(list) do
    if member == id then return index end
  end
end

local function put(room)
  room.version = next()
  local json = cjson.encode(room)
  if #room.members == 0 then
    redis.call('HDEL', ROOMS, room.key)
    redis.call('ZREM', LISTED, room.key)
  else
    redis.call('HSET', ROOMS, room.key, json)
  end
  tell('{"room":' .. json .. '}')
  return json
end

local function exit(person)
  local left = room(person.room)
  if not left then return '' end
  table.remove(left.members, has(left.members, person.id))
  person.room = nil
  keep(person)
  return put(left)
end

local function list(person, isNamed)
  redis.call('ZREM', isNamed and UNNAMED or NAMED, person.id)
  redis.call('ZADD', isNamed and NAMED or UNNAMED, 'NX', next(), person.id)
end
`

/** id, name, 1 where that is their own, 1 where they have a session, address → person, room, 1 where they are new. */
export const ARRIVE = script(`
local found = person(ARGV[2])
local isNew = not found
if isNew then
  found = { id = ARGV[2], name = ARGV[3], hasSession = ARGV[5] == '1' }
  list(found, ARGV[4] == '1')
else
  redis.call('SREM', peopleOf(found.node), found.id)
end
found.node, found.address = node, ARGV[6]
keep(found)
redis.call('SADD', peopleOf(node), found.id)
tell(cjson.encode({ person = found.id, node = node }))
return { cjson.encode(found), roomJson(found.room), isNew and 1 or 0 }
`)

/** id → 1 where they were this node's. */
export const REMOVE = script(`
local found = mine(ARGV[2])
if not found then return 0 end
exit(found)
redis.call('HDEL', PEOPLE, found.id)
redis.call('ZREM', NAMED, found.id)
redis.call('ZREM', UNNAMED, found.id)
redis.call('SREM', peopleOf(node), found.id)
tell(cjson.encode({ person = found.id }))
return 1
`)

/** id, name, 1 where that is their own */
export const RENAME = script(`
local found = mine(ARGV[2])
if not found then return end
found.name = ARGV[3]
keep(found)
list(found, ARGV[4] == '1')
tell(cjson.encode({ person = found.id, node = node }))
`)

/** id → person, room */
export const WHO = script(`
local found = person(ARGV[2])
if not found then return {} end
return { cjson.encode(found), roomJson(found.room) }
`)

/** limit → total, people each followed by their room, rooms */
export const LIST = script(`
local limit = tonumber(ARGV[2])
local ids = redis.call('ZRANGE', NAMED, 0, limit - 1)
for _, id in ipairs(redis.call('ZRANGE', UNNAMED, 0, limit - 1)) do
  if #ids < limit then ids[#ids + 1] = id end
end
local people = {}
for _, id in ipairs(ids) do
  local found = person(id)
  people[#people + 1] = cjson.encode(found)
  people[#people + 1] = roomJson(found.room)
end
local rooms = {}
for _, key in ipairs(redis.call('ZRANGE', LISTED, 0, limit - 1)) do rooms[#rooms + 1] = roomJson(key) end
return { redis.call('ZCARD', NAMED) + redis.call('ZCARD', UNNAMED), people, rooms }
`)

/** id, key, name, capacity, 1 where it is listed → why not, or room, 1 where they are new in it, room that they left, people */
export const ENTER = script(`
local found = mine(ARGV[2])
if not found then return redis.error_reply('ELSEWHERE') end
local wanted = room(ARGV[3])
if wanted and not has(wanted.members, found.id) then
  if wanted.invited and not has(wanted.invited, found.id) then return { 'room-locked' } end
  if #wanted.members >= wanted.capacity then return { 'room-full' } end
end
local isNew = found.room ~= ARGV[3]
local left = isNew and exit(found) or ''
local json
if isNew then
  wanted = wanted or { key = ARGV[3], name = ARGV[4], capacity = tonumber(ARGV[5]), members = {} }
  if #wanted.members == 0 and ARGV[6] == '1' then redis.call('ZADD', LISTED, next(), wanted.key) end
  table.insert(wanted.members, found.id)
  found.room = wanted.key
  keep(found)
  json = put(wanted)
else
  json = roomJson(found.room)
end
return { '', json, isNew and 1 or 0, left, redis.call('HMGET', PEOPLE, unpack(wanted.members)) }
`)

/** id → the room that they left */
export const LEAVE = script(`
local found = mine(ARGV[2])
return found and exit(found) or ''
`)

/** id, 1 to lock → room, 1 where it was locked before */
export const LOCK = script(`
local found = mine(ARGV[2])
local locked = found and room(found.room)
if not locked then return {} end
local was, is = locked.invited ~= nil, ARGV[3] == '1'
if was ~= is then
  locked.invited = is and locked.members or nil
  put(locked)
end
return { cjson.encode(locked), was and 1 or 0 }
`)

/** How long it is known who was removed once no process is left: longer than it takes to start one anew. */
const KEPT_MS = 60_000
/** How many people of a dead node are taken over at a time. */
const ADOPTED = 500

/**
 * ms, 1 for the first time, the node that this was before → people of dead nodes, who are this one's now, each followed by
 * their room. Fails where this node was taken for dead.
 */
export const BEAT = script(`
if ARGV[3] == '1' then
  redis.call('SADD', NODES, node)
  redis.call('DEL', aliveKey(ARGV[4]))
elseif redis.call('SISMEMBER', NODES, node) == 0 then
  return redis.error_reply('DEAD')
end
redis.call('SET', aliveKey(node), '1', 'PX', ARGV[2])
for _, key in ipairs({ BANNED, BYSTANDERS, PASSCODE }) do redis.call('PEXPIRE', key, ${KEPT_MS}) end
local adopted = {}
for _, other in ipairs(redis.call('SMEMBERS', NODES)) do
  if redis.call('EXISTS', aliveKey(other)) == 0 then
    for _, id in ipairs(redis.call('SPOP', peopleOf(other), ${ADOPTED})) do
      local found = person(id)
      if found and found.node == other then
        found.node = node
        keep(found)
        redis.call('SADD', peopleOf(node), id)
        adopted[#adopted + 1] = cjson.encode(found)
        adopted[#adopted + 1] = roomJson(found.room)
      end
    end
    if redis.call('SCARD', peopleOf(other)) == 0 then redis.call('SREM', NODES, other) end
  end
end
return adopted
`)

/** The node ends: the others take over its people at once. */
export const GO = script(`redis.call('DEL', aliveKey(node))`)

/** caller, callee, ring → the rings that are in the way */
export const RING = script(`
local others = redis.call('HMGET', RINGS, ARGV[2], ARGV[3])
if others[1] or others[2] then return { others[1] or '', others[2] or '' } end
redis.call('HSET', RINGS, ARGV[2], ARGV[4], ARGV[3], ARGV[4])
tell('{"ring":' .. ARGV[4] .. '}')
return {}
`)

/** caller, callee, ring → 0 where it had ended before */
export const END_RING = script(`
local count = 0
for index = 2, 3 do
  if redis.call('HGET', RINGS, ARGV[index]) == ARGV[4] then count = count + redis.call('HDEL', RINGS, ARGV[index]) end
end
if count > 0 then tell('{"ended":' .. ARGV[4] .. '}') end
return count
`)

/**
 * id, what is known of their removal, their network, 1 where it is new, those who may come from there → all of them, to whom
 * a new one adds whoever is on the host
 */
export const BAN = script(`
redis.call('HSET', BANNED, ARGV[2], ARGV[3])
local others = ARGV[5] == '1' and redis.call('HKEYS', PEOPLE) or {}
for index = 6, #ARGV do others[#others + 1] = ARGV[index] end
for _, id in ipairs(others) do redis.call('SADD', BYSTANDERS, ARGV[4] .. ' ' .. id) end
return others
`)

/** → what is known of each removal, and networks each with someone who may come from there */
export const ALL_BANS = script(`return { redis.call('HVALS', BANNED), redis.call('SMEMBERS', BYSTANDERS) }`)

/** There is a new passcode. Removals that hold until then go on without an address. */
export const OPEN_ADDRESSES = script(`
for _, json in ipairs(redis.call('HVALS', BANNED)) do
  local banned = cjson.decode(json)
  if banned['until'] == 'new-passcode' then
    banned.address = ''
    redis.call('HSET', BANNED, banned.id, cjson.encode(banned))
  end
end
`)

/** → what the processes of the host ask for; empty where there are none yet */
export const ASKED_FOR = script(`return redis.call('GET', PASSCODE) or ''`)

/** what they ask for from now on, what they did */
export const ASKS_FOR = script(`
if (redis.call('GET', PASSCODE) or '') == ARGV[3] then redis.call('SET', PASSCODE, ARGV[2]) end
`)

/** → all rings, each of them twice */
export const ALL_RINGS = script(`return redis.call('HVALS', RINGS)`)

function script(body: string): Script {
  const source = PRELUDE + body
  return { source, sha: createHash('sha1').update(source).digest('hex') }
}
