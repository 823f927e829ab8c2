import { parentPort } from 'node:worker_threads';
import { type AgreementTask, answerTo } from './agreement.thread.js';

parentPort?.once('message', (task: AgreementTask) => parentPort?.postMessage(answerTo(task)));
