/** Style sheets. That a CSS module has the classes which are read of it is what test/unit/renderer/styles.test.ts checks. */
declare module '*.css'

/** The address of a worker's script. */
declare module '*?worker&url' {
  const url: string
  export default url
}
