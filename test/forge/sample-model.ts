import { noise, text, type ForgedFiles } from './model.js';

/** The shape of a small language model. */
const HIDDEN = 32;
const INNER = 96;
const VOCABULARY = 384;
const LAYERS = 4;

type Tensor = readonly [name: string, ...shape: number[]];

function layer(i: number): Tensor[] {
  const at = `model.layers.${i}`;
  return [
    [`${at}.input_layernorm.weight`, HIDDEN],
    ...['q_proj', 'k_proj', 'v_proj', 'o_proj'].map((p): Tensor => [
      `${at}.self_attn.${p}.weight`,
      HIDDEN,
      HIDDEN,
    ]),
    [`${at}.post_attention_layernorm.weight`, HIDDEN],
    [`${at}.mlp.gate_proj.weight`, INNER, HIDDEN],
    [`${at}.mlp.up_proj.weight`, INNER, HIDDEN],
    [`${at}.mlp.down_proj.weight`, HIDDEN, INNER],
  ];
}

const LAYER_TENSORS = Array.from({ length: LAYERS }, (_, i) => layer(i));
const SHARDS: readonly (readonly Tensor[])[] = [
  [['model.embed_tokens.weight', VOCABULARY, HIDDEN], ...LAYER_TENSORS.slice(0, 2).flat()],
  [...LAYER_TENSORS.slice(2).flat(), ['model.norm.weight', HIDDEN], ['lm_head.weight', VOCABULARY, HIDDEN]],
];

const shardName = (i: number) => `weights/model-0000${i + 1}-of-0000${SHARDS.length}.safetensors`;

/** Safetensors: a 64-bit length, a JSON header padded with spaces, then the tensors end to end. */
function safetensors(tensors: readonly Tensor[], seed: number): Uint8Array<ArrayBuffer> {
  const header: Record<string, object> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const [name, ...shape] of tensors) {
    const start = end;
    end += 2 * shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype: 'F16', shape, data_offsets: [start, end] };
  }
  const unpadded = JSON.stringify(header);
  const head = text(unpadded.padEnd(Math.ceil(unpadded.length / 8) * 8));
  const bytes = new Uint8Array(8 + head.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  const random = noise(end, seed);
  for (let i = 0; i < end; i += 2) {
    // Half floats between 1/64 and 1/16 in size, of either sign: noise that looks like weights.
    const sign = ((random[i] ?? 0) & 1) << 15;
    const exponent = (9 + ((random[i] ?? 0) & 2 ? 1 : 0)) << 10;
    view.setUint16(8 + head.length + i, sign | exponent | (((random[i + 1] ?? 0) & 0xff) << 2), true);
  }
  return bytes;
}

const json = (value: unknown) => text(`${JSON.stringify(value, null, 2)}\n`);

/** One token per byte, and a few merges: enough to look like a tokenizer, and to be one. */
function tokenizer(): object {
  const merges = ['t h', 'th e', 'i n', 'a n', 'an d', 'o f', 'e r', 'o n'];
  const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`);
  const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?-');
  const tokens = ['<unk>', '<s>', '</s>', ...bytes, ...letters, ...merges.map((m) => m.replace(' ', ''))];
  return {
    version: '1.0',
    added_tokens: ['<unk>', '<s>', '</s>'].map((content, id) => ({ id, content, special: true })),
    model: {
      type: 'BPE',
      unk_token: '<unk>',
      byte_fallback: true,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}

const README = `# tiny-model

A model in name only, to try Touchstone with. It has the files, names and formats of a small language model, but its
weights are noise: it was never trained and says nothing.

Signed as sample-signer@touchstone.example by a Sigstore made for this sample.
`;

function config(contextLength: number): Uint8Array<ArrayBuffer> {
  return json({
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    hidden_size: HIDDEN,
    intermediate_size: INNER,
    num_hidden_layers: LAYERS,
    num_attention_heads: 4,
    vocab_size: VOCABULARY,
    max_position_embeddings: contextLength,
    bos_token_id: 1,
    eos_token_id: 2,
    torch_dtype: 'float16',
  });
}

/** What somebody made of it after it was signed: one digit differs. */
export const CHANGED_CONFIG = config(259);

/** The model of the page's sample: under 400 kB, the same on every run. */
export function sampleModel(): ForgedFiles {
  const shards = SHARDS.map((tensors, i) => [shardName(i), safetensors(tensors, i + 1)] as const);
  const places = SHARDS.flatMap((tensors, i) => tensors.map(([name]) => [name, shardName(i)] as const));
  const count = SHARDS.flat().reduce((sum, [, ...shape]) => sum + shape.reduce((a, b) => a * b, 1), 0);
  return {
    'README.md': text(README),
    'config.json': config(256),
    'generation_config.json': json({ bos_token_id: 1, eos_token_id: 2, max_new_tokens: 64 }),
    'tokenizer.json': json(tokenizer()),
    'tokenizer_config.json': json({ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: 256 }),
    ...Object.fromEntries(shards),
    'weights/model.safetensors.index.json': json({
      metadata: { total_size: 2 * count },
      weight_map: Object.fromEntries(places.map(([name, shard]) => [name, shard.replace('weights/', '')])),
    }),
  };
}
