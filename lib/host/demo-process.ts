/** The process of the emulated providers: their APIs, and the world that delivers webhooks. */
import { runChild, sendToParent } from './child.ts';
import { openDemo } from './demo.ts';

await runChild(async () => {
  const demo = await openDemo();
  return {
    variables: demo.variables,
    handle(message) {
      if (message.type === 'play') demo.play(message.url, async () => sendToParent({ type: 'reconcile' }));
    },
    stop: () => demo.stop(),
  };
});
