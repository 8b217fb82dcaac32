"""A cable between two network namespaces that takes its time and loses packets.

poor-cable.py NAMESPACE NAMESPACE DELAY_MS LOSS_PERCENT: makes the interface lan0 in both, prints a line when they are
there, and passes packets on until it is ended. Each direction has the delay and the loss.
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
QUEUE_PACKETS = 5_000


def plug_in(namespace):
    with open(f"/run/netns/{namespace}") as entry:
        if ctypes.CDLL(None, use_errno=True).setns(entry.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns")
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH22x", b"lan0", IFF_TUN | IFF_NO_PI))
    return end


def main():
    first, second = (plug_in(namespace) for namespace in sys.argv[1:3])
    delay, loss = float(sys.argv[3]) / 1000, float(sys.argv[4]) / 100
    other = {first: second, second: first}
    print(flush=True)
    queue, count = [], 0
    while True:
        wait = max(0, queue[0][0] - time.monotonic()) if queue else None
        for end in select.select([first, second], [], [], wait)[0]:
            packet = os.read(end, 65_536)
            count += 1
            if random.random() >= loss and len(queue) < QUEUE_PACKETS:
                heapq.heappush(queue, (time.monotonic() + delay, count, other[end], packet))
        while queue and queue[0][0] <= time.monotonic():
            _, _, end, packet = heapq.heappop(queue)
            try:
                os.write(end, packet)
            except OSError:
                pass  # The interface is down, or its queue is full: the packet is lost.


main()
