import { push } from './push.mjs'

globalThis.push = push
