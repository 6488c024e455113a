# No digest of this image could be verified where this was written: whoever publishes an image adds it.
FROM node:24.21.0-alpine AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24.21.0-alpine
# What the image needs no more may not be used either.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn*
WORKDIR /app
COPY --from=build /source/package.json ./
COPY --from=build /source/node_modules ./node_modules
COPY --from=build /source/dist ./dist
COPY --from=build /source/schemas ./schemas
COPY --from=build /source/fixtures/accounts ./fixtures/accounts
RUN mkdir -p /home/node/.local/state/sst-sweep && chown -R node:node /home/node/.local
USER node
WORKDIR /home/node
VOLUME /home/node/.local/state/sst-sweep
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["scan"]
