import module from 'node:module';

// Started outside an npm script it would run on the machine's own Node; the platform is tried on the one it carries.
if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(`Hội Thi cần Node 22 trở lên, máy đang dùng ${process.version}. Hãy chạy bằng: npm start\n`);
  process.exit(2);
}
// Faults name lines of our sources. Only ours: --enable-source-maps would hold the maps of every library too, 18 MiB of them.
module.setSourceMapsSupport(true);
const { serve } = await import('./app.serve.js');
await serve();
