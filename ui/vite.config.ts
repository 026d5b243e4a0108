import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the pages and sends calls to a running `patron serve`.
const server = process.env.PATRON_URL ?? 'http://127.0.0.1:7171';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': { target: server, changeOrigin: true } } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // One small style sheet: no page may be drawn before its own has come.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Whole libraries in chunks of their own: pages change more often than they do.
          groups: [
            { name: 'echarts', test: /node_modules\/(echarts|zrender)\//, priority: 3 },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
