// Started outside an npm script it would run on the machine's own Node; the platform is tried on the one it carries.
if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(`Hội Thi cần Node 22 trở lên, máy đang dùng ${process.version}. Hãy chạy bằng: npm start\n`);
  process.exit(2);
}
const { serve } = await import('./app.serve.js');
await serve();
