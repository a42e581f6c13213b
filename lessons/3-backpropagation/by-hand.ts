import { defineProgram } from '../lesson.ts';
import { backward, forward, learn, learnInTurn, type Network, start } from './two-by-two.ts';

/** The network after so many steps. */
export function after(
  steps: number,
  from: Network = start,
  step: (network: Network) => Network = learn,
): Network {
  let network = from;
  for (let i = 0; i < steps; i++) network = step(network);
  return network;
}

export const byHand = defineProgram({
  name: 'by-hand',
  title: 'Two inputs, two hidden neurons, two outputs',
  run(report) {
    const there = forward(start);
    report.say('There, from the inputs to the error:');
    report.figures({
      'net h₁': there.netH1,
      'out h₁': there.outH1,
      'net h₂': there.netH2,
      'out h₂': there.outH2,
      'net o₁': there.netO1,
      'out o₁': there.outO1,
      'net o₂': there.netO2,
      'out o₂': there.outO2,
      'error of o₁': there.errorO1,
      'error of o₂': there.errorO2,
      error: there.error,
    });

    const back = backward(start, there);
    report.say('And back, from the error to the weights:');
    report.figures({
      'error by out o₁': back.errorByOutO1,
      'out o₁ by net o₁': back.outByNetO1,
      'error by net o₁ (δ of o₁)': back.deltaO1,
      'error by net o₂ (δ of o₂)': back.deltaO2,
      'error of o₁ by out h₁': back.errorO1ByOutH1,
      'error of o₂ by out h₁': back.errorO2ByOutH1,
      'error by out h₁': back.errorByOutH1,
      'error by out h₂': back.errorByOutH2,
      'out h₁ by net h₁': back.outByNetH1,
      'error by net h₁ (δ of h₁)': back.deltaH1,
      'error by net h₂ (δ of h₂)': back.deltaH2,
    });

    const next = learn(start);
    report.say('The slope along each weight, and the weights after one step with the learning rate 0.5:');
    report.table(
      ['weight', 'before', 'slope', 'after'],
      start.w.map((weight, i) => [`w${'₁₂₃₄₅₆₇₈'[i]}`, weight, back.slopes[i]!, next.w[i]!]),
    );

    const errors: [number, number][] = [];
    let network = start;
    for (let i = 0; i <= 10_000; i++) {
      if (i < 100 || i % 100 === 0) errors.push([i, forward(network).error]);
      network = learn(network);
    }
    report.say('Again and again:');
    report.table(
      ['steps', 'error'],
      [0, 1, 2, 5, 10, 100, 1000, 9999, 10_000].map((steps) => [steps, String(forward(after(steps)).error)]),
    );
    report.plot({
      title: 'The error over 10,000 steps',
      x: 'steps',
      y: 'error',
      logarithmic: true,
      series: [{ name: 'error', kind: 'line', points: errors }],
    });
    const last = forward(after(10_000));
    report.figures({ 'out o₁ at the end': last.outO1, 'out o₂ at the end': last.outO2 });

    report.say(
      'If the outputs’ weights are changed before the hidden neurons are looked at, which is a fault:',
    );
    report.figures({
      'error after 1 step': forward(after(1, start, learnInTurn)).error,
      'error after 10,000 steps': forward(after(10_000, start, learnInTurn)).error,
    });
    report.say('If the biases learn as well, one for each neuron:');
    const withBiases = (now: Network) => learn(now, 0.5, true);
    report.figures({
      'error after 1 step, biases too': forward(after(1, start, withBiases)).error,
      'error after 10,000 steps, biases too': forward(after(10_000, start, withBiases)).error,
    });
  },
});
