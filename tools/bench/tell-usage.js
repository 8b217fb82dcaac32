// Runs in a host that is measured, before it: tells what the process has taken of the machine, whenever it is asked.

process.on('message', (asked) => {
  // Where Node was started with --expose-gc. That takes time on the processor, too.
  if (asked === 'usage without garbage') globalThis.gc()
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  process.send({
    memory: process.memoryUsage.rss(),
    mostMemory: maxRSS * 1024,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  })
})
