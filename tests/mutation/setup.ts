import fc from 'fast-check';

// Enough for a mutant: the tests themselves run with more.
fc.configureGlobal({ numRuns: 20 });
