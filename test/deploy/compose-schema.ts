import { z } from 'zod'

const depends = z.record(
  z.string(),
  z.strictObject({
    condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
    required: z.boolean().optional(),
  }),
)

const healthcheck = z.union([
  z.strictObject({ disable: z.literal(true) }),
  z.strictObject({
    test: z.tuple([z.literal('CMD')], z.string()),
    interval: z.string(),
    timeout: z.string(),
    start_period: z.string(),
    retries: z.number().int().positive(),
  }),
])

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
  user: z.string(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.literal('no-new-privileges:true')).length(1),
  restart: z.literal('unless-stopped').optional(),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck,
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()).optional(),
  network_mode: z.literal('none').optional(),
  depends_on: depends.optional(),
})

/** The part of the Compose file format that ours uses; anything else in it is a mistake. */
export const Compose = z.strictObject({
  name: z.string(),
  'x-app': z.unknown(),
  'x-engine': z.unknown(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
})
export type Compose = z.infer<typeof Compose>
