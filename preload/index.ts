import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, channel } from '../common/bridge.js'

const bridge: Bridge = {
  hostInfo: () => ipcRenderer.invoke(channel('hostInfo')),
}

contextBridge.exposeInMainWorld('lanline', bridge)
