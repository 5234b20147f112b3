// Every method, form and protection: what the page shows is what was asked for, and the server takes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from '../../www/serve.mjs'
import * as authorizationServer from '../support/authorization-server.mjs'
import { packed } from '../support/paths.mjs'
import { block, choose, jwt, playground, pushed, shot } from './playground.mjs'

const NONCE = /status of 400/
const METHODS = {
  none: /client_id=demo-none/,
  client_secret_basic: /authorization: Basic \S+/,
  client_secret_post: /client_secret=demo/,
  client_secret_jwt: /client_assertion=ey/,
  private_key_jwt: /client_assertion=ey/,
}

test('the playground pushes', { timeout: 60_000 }, async (t) => {
  const { site, open } = await playground(t)

  await t.test('first sight', async (t) => {
    const page = await open(t)
    await shot(page, 'playground-first')
    assert.equal(await page.title(), 'oauth4wasm: push an authorization request')
  })

  for (const [method, sent] of Object.entries(METHODS)) {
    await t.test(`with ${method}: request, answer, link, and a time for each step`, async (t) => {
      const page = await open(t, { colorScheme: method === 'client_secret_jwt' ? 'dark' : 'light' })
      await choose(page, method)
      const url = await pushed(page)
      await shot(page, `playground-${method}`)

      assert.deepEqual([...url.searchParams.keys()], ['client_id', 'request_uri'])
      const answer = await block(page, 'answer')
      assert.match(answer, /^201/)
      assert.ok(answer.includes(url.searchParams.get('request_uri')))
      assert.match(await block(page, 'request'), sent)
      assert.ok(await page.locator('#failed').isHidden())
      const times = await page.locator('.time').allTextContents()
      assert.equal(times.length, 4)
      for (const time of times) assert.match(time, /^(made in |judged in )?\d+(\.\d)? ms$/)
      assert.match(await page.getByRole('status').textContent(), /^Pushed in \d/)

      if (!method.endsWith('_jwt')) return
      const { header, payload } = await jwt(page, 'Client assertion')
      assert.equal(header.alg, method === 'client_secret_jwt' ? 'HS256' : 'ES256')
      assert.equal(payload.iss, url.searchParams.get('client_id'))
      assert.equal(payload.aud, site.issuer)
    })
  }

  for (const shape of ['object', 'URLSearchParams', 'array of pairs']) {
    await t.test(`parameters as ${shape}`, async (t) => {
      const page = await open(t)
      await choose(page, shape)
      await page.getByLabel('more parameters').fill('prompt=login\nui_locales=ä b & c')
      await pushed(page)
      const body = (await block(page, 'request')).split('\n\n')[1].replaceAll('\n', '')
      const parameters = new URLSearchParams(body)
      assert.equal(parameters.get('ui_locales'), 'ä b & c')
      assert.equal(parameters.get('prompt'), 'login')
      assert.equal(parameters.get('redirect_uri'), `${site.origin}/`)
    })
  }

  await t.test('with a proof and a request object: both decoded, the first request folded away', async (t) => {
    const page = await open(t, { colorScheme: 'dark', expected: NONCE })
    await choose(page, 'private_key_jwt')
    await page.getByRole('checkbox', { name: /^DPoP/ }).check()
    await page.getByRole('checkbox', { name: /^signed request object/ }).check()
    await pushed(page)
    await shot(page, 'playground-dpop-request-object')

    const proof = await jwt(page, 'DPoP proof')
    assert.equal(proof.header.typ, 'dpop+jwt')
    assert.equal(proof.payload.htu, `${site.issuer}/request`)
    assert.ok(proof.payload.nonce)
    const requestObject = await jwt(page, 'Request object')
    assert.equal(requestObject.header.kid, 'demo-key')
    assert.equal(requestObject.payload.scope, 'openid')
    assert.ok(!(await block(page, 'request')).includes('scope='))
    const first = page.getByText('A first request, without the nonce that the server demands')
    await first.click()
    assert.match(await page.locator('#step-answer details').textContent(), /use_dpop_nonce/)
  })

  await t.test('to a server of one\'s own, whose secret is not shown', async (t) => {
    const own = await authorizationServer.start({ origins: [site.origin] })
    t.after(() => own.close())
    const page = await open(t)
    await choose(page, 'your own')
    await page.getByLabel('issuer').fill(own.issuer)
    const { client_id, client_secret } = own.clients.client_secret_basic
    await page.getByLabel('client_id').fill(client_id)
    await choose(page, 'client_secret_basic')
    await page.getByLabel('client_secret', { exact: true }).fill(client_secret)
    const url = await pushed(page)
    await shot(page, 'playground-own-server')
    assert.equal(url.origin, own.issuer)
    assert.equal(url.searchParams.get('client_id'), client_id)
    assert.match(await block(page, 'request'), /authorization: Basic \(your secret, hidden\)/)
  })

  await t.test('without the embedded server, as files on any host', async (t) => {
    const files = await serve({ packed, embedded: false })
    t.after(() => files.close())
    const own = await authorizationServer.start({ origins: [files.origin] })
    t.after(() => own.close())
    const page = await open(t, { origin: files.origin, expected: /status of 404/ })
    assert.ok(await page.getByRole('radio', { name: 'embedded' }).isDisabled())
    await page.getByLabel('issuer').fill(own.issuer)
    await page.getByLabel('client_id').fill(own.clients.none.client_id)
    assert.equal((await pushed(page)).origin, own.issuer)
  })
})
