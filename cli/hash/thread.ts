/** A thread that hashes files, and has nothing else to do. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Setup } from './protocol.js';
import { createRunner } from './runner.js';

const { engine } = workerData as Setup;

const tell = createRunner({ engine, progressEvery: 100 }, (reply) => parentPort?.postMessage(reply));

parentPort?.on('message', tell);
