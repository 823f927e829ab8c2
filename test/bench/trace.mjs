// Preloaded into the application (node --import): tells the parent process every statement it sends to PostgreSQL.
import pg from 'pg';

const send = pg.Client.prototype.query;
pg.Client.prototype.query = function query(config, values, ...rest) {
  const text = typeof config === 'string' ? config : config?.text;
  const given = typeof config === 'object' && config?.values !== undefined ? config.values : values;
  if (typeof text === 'string') process.send?.({ text, values: Array.isArray(given) ? given : [] });
  return send.call(this, config, values, ...rest);
};
