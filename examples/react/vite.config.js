import { defineConfig } from 'vite';

export default defineConfig({
  // Vite's development server would move the library's files, and its workers with them.
  optimizeDeps: { exclude: ['touchstone'] },
});
