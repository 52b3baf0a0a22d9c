import reference from '../../data/reference/service-areas.json' with { type: 'json' };

/** A place that people search by; coordinates to about a tenth of a degree. */
export interface City {
  name: string;
  /** Postal code. */
  state: string;
  latitude: number;
  longitude: number;
}

/** Where a balancing authority has load or plants; source and basis in data/reference/service-areas.json. */
export interface ServiceArea {
  code: string;
  states: string[];
  cities: City[];
}

export const SERVICE_AREAS: readonly ServiceArea[] = reference.areas;

const byCode = new Map(SERVICE_AREAS.map((area) => [area.code, area]));

export const serviceAreaOf = (code: string): ServiceArea | undefined => byCode.get(code);

/** The states of the Lower 48 and the District, by postal code. */
export const STATE_NAMES: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
};
