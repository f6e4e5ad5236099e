import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // The pages are served wherever the office mounts them; routes live behind the hash.
  base: './',
  plugins: [vue(), iconFontAsFile()],
  build: {
    outDir: '../.build/miniapp',
    emptyOutDir: true,
    // The second page is the sandbox's table with everybody's phones; the server shows it in the sandbox only.
    rollupOptions: { input: [page('index.html'), page('sandbox/index.html')] },
    // The oldest web view known inside DingTalk on Android.
    target: 'chrome80',
  },
});

function page(path: string): string {
  return `${import.meta.dirname}/${path}`;
}

/**
 * Vant carries its icon font inside its style sheet, 25 kB that hold up the first paint, and names a
 * copy on a foreign host as fallback. The font becomes a file of its own; the foreign address goes.
 */
function iconFontAsFile(): Plugin {
  const embedded = /url\((["']?)data:font\/woff2;[^,]*base64,([^"')]+)\1\)/g;
  const foreign = /,\s*url\((["']?)(?:https?:)?\/\/at\.alicdn\.com[^)]*\)\s*format\([^)]*\)/g;
  return {
    name: 'icon-font-as-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        asset.source = String(asset.source)
          .replace(foreign, '')
          .replace(embedded, (_whole, _quote: string, font: string) => {
            const reference = this.emitFile({
              type: 'asset',
              name: 'icons.woff2',
              source: Buffer.from(font, 'base64'),
            });
            return `url(./${this.getFileName(reference).split('/').pop()})`;
          });
      }
    },
  };
}
