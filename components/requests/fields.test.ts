import { expect, it } from 'vitest';
import { REQUESTS } from '#lib/model/request.ts';
import { readForm, valuesOf } from './fields.ts';

const ready = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

const formOf = (values: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
};

it('fills the form of a booking with a submitted one, so that submitting it states the same', () => {
  const input = REQUESTS.booking.parse({
    ...{ name: 'Spring chairs', mode: 'ocean', shipper: 'SUP-1004', consignee: 'AB-HOME', origin: 'SUP-1004' },
    ...{ originPort: 'VNSGN', pickup: false, incoterm: 'FOB', cargoReadyOn: ready, weightKg: '8000.5' },
    ...{ volumeCbm: '55', pieces: 400, packing: 'carton', description: 'Paint', hazardous: true },
    ...{ unNumbers: ['UN1263', 'UN1866'], containers: { forty_ft_hc: 2 }, instructions: 'Call first\nthen load' },
  });
  const values = valuesOf('booking', input);
  expect(values).toMatchObject({ pickup: '', unNumbers: 'UN1263, UN1866', 'containers.forty_ft_hc': '2' });
  expect(REQUESTS.booking.parse(readForm('booking', formOf(values)))).toEqual(input);
});

it('leaves out what an amendment did not change, so that the form shows the present value', () => {
  expect(valuesOf('amendment', { booking: '380', cargoReadyOn: '2099-01-10', was: { cargoReadyOn: null } })).toEqual({
    booking: '380',
    cargoReadyOn: '2099-01-10',
  });
});
