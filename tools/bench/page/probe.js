// Runs in the page before any script of it: presses "Join room" once it has been drawn and can be pressed, and gives as
// `benchMarks` when that was, and when the first connection stood and the first remote frame was drawn.

const marks = {}
let isWatching = false

window.benchMarks = new Promise((resolve) => {
  const mark = (name) => {
    marks[name] ??= performance.now()
    if (name === 'frame') resolve(marks)
  }

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args)
      mark('created')
      this.addEventListener('connectionstatechange', () => this.connectionState === 'connected' && mark('connected'))
    }
  }

  const look = () => {
    const button = [...document.querySelectorAll('button')].find((it) => it.textContent.trim() === 'Join room')
    if (button && !button.disabled && !isWatching) {
      isWatching = true
      requestAnimationFrame(() =>
        setTimeout(() => {
          mark('button')
          button.click()
        }),
      )
    }
    const video = document.querySelector('[data-testid="remote-video"]')
    if (video && !video.isWatched) {
      video.isWatched = true
      video.requestVideoFrameCallback(() => mark('frame'))
    }
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
})
