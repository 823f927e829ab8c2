// Preloaded into the application (node --import): tells the parent process every statement that a request sends to PostgreSQL.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Server } from 'node:http';
import pg from 'pg';

// What the queue asks every few seconds by itself is no page's: it fell into one measurement in ten and looked like one more statement.
const requests = new AsyncLocalStorage();
const emit = Server.prototype.emit;
Server.prototype.emit = function emitWithin(event, ...rest) {
  return event === 'request'
    ? requests.run(true, () => emit.call(this, event, ...rest))
    : emit.call(this, event, ...rest);
};

const send = pg.Client.prototype.query;
pg.Client.prototype.query = function query(config, values, ...rest) {
  const text = typeof config === 'string' ? config : config?.text;
  const given = typeof config === 'object' && config?.values !== undefined ? config.values : values;
  if (typeof text === 'string' && requests.getStore() === true)
    process.send?.({ text, values: Array.isArray(given) ? given : [] });
  return send.call(this, config, values, ...rest);
};
