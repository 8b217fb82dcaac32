/** Whether `url` is of this origin. What is not a URL is of none. */
export const hasOrigin = (url: string, origin: string) => URL.canParse(url) && new URL(url).origin === origin
