/** The part of a schema that checking a value needs, whichever library made it. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}
