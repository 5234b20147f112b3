// What goes wrong is said in words, and the next push works.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { close, listen } from '../support/listen.mjs'
import { block, choose, failure, playground, pressPush, pushed, shot } from './playground.mjs'

const REFUSED = /status of 40[014]|ERR_CONNECTION_REFUSED|ERR_FAILED|CORS policy|Content Security Policy/

test('the playground says what went wrong', { timeout: 60_000 }, async (t) => {
  const { site, open } = await playground(t)
  const ownServer = async (t, issuer) => {
    const page = await open(t, { expected: REFUSED })
    await choose(page, 'your own')
    await page.getByLabel('issuer').fill(issuer)
    await page.getByLabel('client_id').fill('somebody')
    await pressPush(page)
    return page
  }

  for (const method of ['client_secret_basic', 'client_secret_post', 'client_secret_jwt']) {
    await t.test(`a wrong secret with ${method}, then the right one`, async (t) => {
      const page = await open(t, { colorScheme: method === 'client_secret_jwt' ? 'dark' : 'light', expected: REFUSED })
      await choose(page, method)
      const secret = page.getByLabel('client_secret', { exact: true })
      const right = await secret.inputValue()
      await secret.fill('a wrong secret, long enough for HS256')
      await pressPush(page)
      const failed = failure(page, 'The server refused: invalid_client')
      await failed.waitFor()
      await shot(page, `playground-refused-${method}`)
      assert.match(await failed.textContent(), /Is the secret right\?/)
      assert.match(await block(page, 'answer'), /^401/)
      assert.equal(await page.locator('#authorization-url').count(), 0)

      await secret.fill(right)
      await pushed(page)
      assert.ok(await failed.isHidden())
    })
  }

  await t.test('a key that the server does not know, and a text that is no key', async (t) => {
    const page = await open(t, { expected: REFUSED })
    await choose(page, 'private_key_jwt')
    const field = page.getByLabel('private key')
    const stranger = await page.evaluate(async () => {
      const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
      return JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey))
    })
    await field.fill(stranger)
    await pressPush(page)
    assert.match(await waited(failure(page, 'The server refused: invalid_client')), /public half of this key[^]*hint.*audience/)
    await shot(page, 'playground-hint')

    for (const [text, words] of [['', /private key is needed/], ['{ "d": "hidden', /not a JWK/], ['{"kty":"EC"}', /not a private key/], ['{"kty":"oct","d":"x"}', /algorithm of this key/]]) {
      await field.fill(text)
      await pressPush(page)
      const failed = failure(page, 'Something is missing in the form')
      await failed.getByText(words).waitFor()
      assert.ok(!(await failed.textContent()).includes('hidden'))
      assert.equal(await page.evaluate(() => document.activeElement.id), 'key')
    }
  })

  await t.test('a request that the server refuses', async (t) => {
    const page = await open(t, { expected: REFUSED })
    await page.getByLabel('redirect_uri').fill('https://elsewhere.example/')
    await pressPush(page)
    assert.match(await waited(failure(page, 'The server refused: invalid_request')), /redirect_uri/)
  })

  await t.test('a server that is down', async (t) => {
    const gone = createServer()
    const nobody = await listen(gone)
    await close(gone)
    const page = await ownServer(t, nobody)
    const words = await waited(failure(page, 'The server could not be reached'))
    await shot(page, 'playground-down')
    assert.ok(words.includes(nobody) && words.includes('CORS'), words)
    assert.match(words, /hint.*Content-Security-Policy/, 'the hint of the package, too')
  })

  await t.test('a server that goes down after its metadata', async (t) => {
    const page = await open(t, { expected: REFUSED, alone: {} })
    await page.route(`${site.issuer}/request`, (route) => route.abort('connectionrefused'))
    await pressPush(page)
    await failure(page, 'The server could not be reached').waitFor()
    assert.match(await block(page, 'server'), /pushed_authorization_request_endpoint/)
  })

  for (const [what, metadata, title, words] of [
    ['no metadata', undefined, 'No metadata of a server there', /404/],
    ['the metadata of another issuer', { issuer: 'https://other.example' }, 'Another issuer', /https:\/\/other\.example/],
    ['no endpoint', {}, 'The server does not say where', /authorization_endpoint/],
  ]) {
    await t.test(`a server with ${what}`, async (t) => {
      const server = createServer((_, response) => {
        response.writeHead(metadata ? 200 : 404, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
        response.end(JSON.stringify(metadata && { issuer, ...metadata }))
      })
      const issuer = await listen(server)
      t.after(() => close(server))
      assert.match(await waited(failure(await ownServer(t, issuer), title)), words)
    })
  }

  await t.test('mistakes in the form', async (t) => {
    const page = await ownServer(t, '')
    for (const [label, text, title, words] of [
      ['issuer', '', 'Something is missing in the form', /Type the issuer/],
      ['issuer', 'as.example', 'Something is missing in the form', /is not a URL/],
      ['issuer', 'http://as.example', 'Only https', /127\.0\.0\.1 and localhost/],
      ['more parameters', 'prompt', 'Something is missing in the form', /write name=value/],
    ]) {
      await page.getByLabel(label, { exact: true }).fill(text)
      await pressPush(page)
      await failure(page, title).getByText(words).waitFor()
    }
  })

  await t.test('a request that expires: said by the page, refused by the server', async (t) => {
    const page = await open(t, { expected: REFUSED, alone: {} })
    await page.clock.install()
    await pushed(page)
    const later = 61_000
    await page.clock.fastForward(later)
    // The server's clock, too: it runs in this process.
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + later })
    await page.locator('#expiry', { hasText: 'The request has expired' }).waitFor()
    await shot(page, 'playground-expired')
    assert.equal(await page.getByRole('status').textContent(), 'The request has expired. Push again.')
    assert.ok(await page.getByRole('link', { name: 'Continue' }).isHidden())
    const [answer] = await Promise.all([page.waitForResponse((response) => response.url().includes('/auth?')), page.locator('#authorization-url').click()])
    assert.equal(answer.status(), 400)
    assert.match(await page.locator('body').textContent(), /request_uri is invalid, expired/)
  })
})

async function waited(locator) {
  await locator.waitFor()
  return locator.textContent()
}
