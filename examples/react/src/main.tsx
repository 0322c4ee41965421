import { createRoot } from 'react-dom/client';
import { ModelPage } from './ModelPage.js';

const app = document.getElementById('app');
if (app !== null) createRoot(app).render(<ModelPage models={['tiny-model', 'another-model']} />);
