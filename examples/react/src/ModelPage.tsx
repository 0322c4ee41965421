import { useState } from 'react';
import 'touchstone/widget/define';

interface Props {
  /** Each is a folder beside the page, with a `model.sig` in it. */
  readonly models: readonly string[];
}

export function ModelPage({ models }: Props) {
  const [model, setModel] = useState(models[0]);
  const [told, setTold] = useState('nothing yet');
  return (
    <main>
      <h1>{model}</h1>
      <p>
        {models.map((name) => (
          <button key={name} type="button" onClick={() => setModel(name)}>
            {name}
          </button>
        ))}
      </p>
      <touchstone-verify
        bundle={`/models/${model}/model.sig`}
        files={`/models/${model}/`}
        model={model}
        ontouchstone-verdict={({ detail }) => setTold(`${detail.code} (${detail.depth})`)}
        ontouchstone-error={({ detail }) => setTold(detail.code)}
      />
      <p>
        The page was told: <output>{told}</output>
      </p>
    </main>
  );
}
