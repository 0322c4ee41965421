import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    // Else Vue takes the tag for a component of its own.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'touchstone-verify' } } }),
  ],
  // Vite's development server would move the library's files, and its workers with them.
  optimizeDeps: { exclude: ['touchstone'] },
  // It serves nothing from outside of this folder; the package is a link to the folder that holds its workers.
  server: { fs: { allow: ['../..'] } },
});
