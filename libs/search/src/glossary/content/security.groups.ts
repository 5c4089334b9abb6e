import { leads, same } from './content-group.js';

/** Public safety, cameras, crises. */
export const securityGroups = [
  same(
    'vidéosurveillance | vidéoprotection | vidéo surveillance | vidéo protection | caméras de surveillance | caméras de rue',
    'CCTV | surveillance cameras',
  ),
  same(
    'VSA | vidéosurveillance algorithmique | vidéosurveillance augmentée | vidéo augmentée | caméras augmentées | vidéoprotection intelligente | caméras intelligentes',
    'algorithmic video surveillance | smart cameras',
  ),
  leads('vidéosurveillance', 'vidéosurveillance algorithmique'),
  same('CSU | centre de supervision urbain', 'CCTV control room'),
  same(
    'LAPI | lecture automatique de plaques | lecture automatisée des plaques d’immatriculation | vidéoverbalisation',
    'ANPR | license plate recognition',
  ),
  same('caméra-piéton | caméra individuelle | caméra mobile', 'body camera | bodycam'),
  same('police municipale | policier municipal', 'municipal police | local police'),
  same('ASVP | agent de surveillance de la voie publique'),
  same('sécurité publique | tranquillité publique | sûreté urbaine', 'public safety'),
  same('CLSPD | CISPD | conseil local de sécurité et de prévention de la délinquance'),
  same('délinquance | criminalité | incivilités', 'crime | antisocial behaviour'),
  same('verbalisation | amende | contravention | procès-verbal électronique', 'penalty notice'),
  same('police prédictive', 'predictive policing'),
  same(
    'comptage de personnes | comptage de piétons | mesure de fréquentation | flux de personnes',
    'people counting | footfall',
  ),
  same('mouvement de foule | gestion de foule | densité de foule', 'crowd management | crowd density'),
  same('grands évènements | manifestation sportive', 'major event'),
  same('intrusion | détection d’intrusion | alarme', 'intrusion detection'),
  same('contrôle d’accès | badge', 'access control'),
  same('biométrie | données biométriques | empreintes digitales', 'biometrics | biometric data'),
  same('sapeurs-pompiers | pompiers | SDIS', 'fire brigade | firefighters'),
  same('appel d’urgence | numéro d’urgence | 112', 'emergency call'),
  same('PCS | plan communal de sauvegarde', 'municipal emergency plan'),
  same('DICRIM | document d’information communal sur les risques majeurs'),
  same('gestion de crise | cellule de crise', 'crisis management'),
  same('alerte à la population | système d’alerte | FR-Alert', 'public warning | early warning'),
  same('risques naturels | risques majeurs | prévention des risques', 'natural hazard | risk prevention'),
  same('glissement de terrain | mouvement de terrain', 'landslide'),
  same('submersion marine | érosion du littoral | recul du trait de côte', 'coastal erosion'),
  same('protection civile | réserve communale de sécurité civile', 'civil protection'),
  same('noyade | surveillance de baignade | maître-nageur', 'drowning detection | lifeguard'),
];
