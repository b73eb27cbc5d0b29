/** The process of the demo: the providers' APIs, the world that delivers webhooks, and the mail server. */
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
