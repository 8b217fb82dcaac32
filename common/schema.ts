import * as v from 'valibot'

/** Checks a value of unknown kind, and gives it as a T. */
export type Schema<T> = v.GenericSchema<unknown, T>

/** The value as the schema gives it; undefined where it does not fit. */
export function readAs<T>(schema: Schema<T>, value: unknown): T | undefined {
  const result = v.safeParse(schema, value)
  return result.success ? result.output : undefined
}

/** At most so many characters (code points); `v.maxLength` counts UTF-16 units. */
export const maxCharacters = (max: number) =>
  v.check<string>((text) => text.length <= max || (text.length <= 2 * max && [...text].length <= max))

/** Text of at most so many characters (code points). */
export const textUpTo = (max: number) => v.pipe(v.string(), maxCharacters(max))

/** Control characters, line and paragraph separators, halves of characters, and the marks that reorder text. */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
/** Anything but spaces and what is drawn as nothing: format characters, variation selectors, Hangul and Braille fillers. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Whether something of a text shows. */
export const isVisible = (text: string) => VISIBLE.test(text)

/** Trimmed, NFC-normalised text of at most `max` characters (code points) that can be shown on one line. */
export const line = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    maxCharacters(4 * max),
    v.normalize('NFC'),
    maxCharacters(max),
    v.check((text) => !UNPRINTABLE.test(text)),
  )

/** A number that is neither NaN nor infinite. */
export const finite = v.pipe(v.number(), v.finite())

/** A safe integer between the bounds, both included. */
export const integer = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max))

/** For records, and objects all of whose fields are optional: Valibot takes an array for one of these. */
export const notArray = <T>(schema: Schema<T>): Schema<T> =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value)),
    schema,
  )
