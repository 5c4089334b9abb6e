import { same } from './content-group.js';

/** The same word in several spellings; parts of place names. */
export const spellingGroups = [
  same('Saint | St | Ste | Sts'),
  same('Faubourg | Fbg'),
  same('boulevard | bd | bld'),
  same('avenue | av'),
  same('Île-de-France | IDF | région parisienne', 'Paris region'),
  same('PACA | Provence-Alpes-Côte d’Azur | région Sud'),
  same('outre-mer | DROM | DOM-TOM | ultramarin', 'overseas territories'),
  same('clé | clef'),
  same('évènement', 'event'),
  same('base de données | BDD', 'database'),
  same('mise à jour | MAJ', 'update of software'),
  same('week-end | fin de semaine'),
  same('porte-à-porte | démarchage', 'door-to-door'),
  same('plateforme | plate-forme', 'platform'),
  same('micro-mobilité | micromobilité', 'micromobility'),
  same('géolocalisation | géo-localisation | GPS', 'geolocation'),
  same('multimodal | multi-modal', 'multimodal transport'),
  same('smartphone | téléphone portable | téléphone mobile', 'mobile phone'),
  same('temps réel', 'real time'),
  same('co-construction | coconstruction | co-conception', 'co-creation'),
  same('pluri-annuel | pluriannuel', 'multi-year'),
  same('coworking | espace de travail partagé | tiers-lieu', 'coworking space'),
];
