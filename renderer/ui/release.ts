/** Browsers keep an element that plays a stream, and with it whatever it stood in, also once it is off the page. */
export function release(element: HTMLMediaElement | null): void {
  if (element) element.srcObject = null
}
