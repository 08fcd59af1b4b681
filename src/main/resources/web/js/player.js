// A recording with its waveform, and words that follow it.

import { h, svg } from './dom.js';

const WIDTH = 1200;
const HEIGHT = 120;

/** Seconds as people write them. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}` : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/**
 * The audio element and its waveform.
 *
 * @param source where the recording is
 * @param waveform its peaks and duration
 * @param moved called with the time whenever it plays or was moved
 */
export function player({ source, waveform, moved, signal }) {
  const audio = h('audio', { controls: true, preload: 'none', 'aria-label': 'The recording' });
  const here = svg('line', { class: 'here', x1: 0, x2: 0, y1: 0, y2: HEIGHT });
  const picture = waves(waveform, here);
  let loaded = null;
  const load = () => {
    // As a whole: browsers can move within it then.
    loaded ??= fetch(source, { signal })
      .then((response) => response.blob())
      .then((blob) => {
        const address = URL.createObjectURL(blob);
        signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
        audio.src = address;
      });
    return loaded;
  };
  const tell = () => {
    const x = waveform.duration ? (audio.currentTime / waveform.duration) * WIDTH : 0;
    here.setAttribute('x1', x);
    here.setAttribute('x2', x);
    moved(audio.currentTime);
  };
  for (const event of ['timeupdate', 'seeked', 'play']) audio.addEventListener(event, tell);
  signal.addEventListener('abort', () => audio.pause(), { once: true });
  const go = async (seconds) => {
    await load();
    audio.currentTime = seconds;
    await audio.play();
  };
  picture.addEventListener('click', (event) => {
    const box = picture.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * waveform.duration);
  });
  load();
  return { element: h('div', { class: 'player card' }, picture, audio), go };
}

function waves({ peaks, duration }, here) {
  const step = WIDTH / Math.max(1, peaks.length);
  const path = peaks
    .map((peak, i) => {
      const bar = Math.max(1, peak * HEIGHT);
      return `M${(i * step).toFixed(1)} ${((HEIGHT - bar) / 2).toFixed(1)}v${bar.toFixed(1)}`;
    })
    .join('');
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'waves', role: 'img', 'aria-label': `Waveform of ${clock(duration)}` },
    svg('path', { d: path, 'stroke-width': Math.max(1, step * 0.7) }),
    here,
  );
}
