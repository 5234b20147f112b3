// To the sign-in and back, where the answer is judged.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choose, playground, pushed, shot } from './playground.mjs'

test('the sign-in', { timeout: 60_000 }, async (t) => {
  const { site, open } = await playground(t)
  const returned = (page) => page.getByRole('region', { name: 'Back from the authorization server' })
  const signIn = async (page) => {
    await page.locator('#authorization-url').click()
    await page.getByPlaceholder('Enter any login').fill('somebody')
    await page.getByPlaceholder('and password').fill('something')
    await page.getByRole('button', { name: 'Sign-in' }).click()
  }

  await t.test('and back with a code: state and iss are checked, the form is as it was', async (t) => {
    const page = await open(t, { expected: /Content Security Policy|status of 400/ })
    await choose(page, 'private_key_jwt')
    await page.getByRole('checkbox', { name: /^DPoP/ }).check()
    await pushed(page)
    await signIn(page)
    await page.getByRole('button', { name: 'Continue' }).click()
    await returned(page).waitFor()
    await shot(page, 'playground-returned')
    const text = await returned(page).textContent()
    assert.match(text, /issued a code for the request that was pushed/)
    assert.match(text, /state is the one that this page sent/)
    assert.ok(text.includes(`iss is the server that the request was pushed to: ${site.issuer}`), text)
    assert.equal(page.url(), `${site.origin}/`)
    assert.equal(await page.evaluate(() => document.activeElement.id), 'returned-title')
    assert.ok(await page.getByRole('radio', { name: 'private_key_jwt' }).isChecked())
    assert.ok(await page.getByRole('checkbox', { name: /^DPoP/ }).isChecked())
    await pushed(page)
    assert.ok(await returned(page).isHidden())
  })

  await t.test('cancelled: said in words', async (t) => {
    const page = await open(t, { expected: /Content Security Policy/ })
    await pushed(page)
    await page.locator('#authorization-url').click()
    await page.getByRole('link', { name: /Cancel/ }).click()
    await returned(page).waitFor()
    assert.match(await returned(page).textContent(), /The server ended the request: End-User aborted interaction/i)
  })

  for (const [what, change, words] of [
    ['a state that is not ours', { state: 'forged' }, /client stops here.*state is not the one/],
    ['an iss of another server', { iss: 'https://other.example' }, /client stops here.*iss is not the server/],
  ]) {
    await t.test(what, async (t) => {
      const page = await open(t)
      await pushed(page)
      const { state } = await page.evaluate(() => JSON.parse(sessionStorage.getItem('oauth4wasm request')))
      const answer = new URLSearchParams({ code: 'c', state, iss: site.issuer, ...change })
      await page.goto(`${site.origin}/?${answer}`)
      await returned(page).waitFor()
      assert.match((await returned(page).textContent()).replace(/\s+/g, ' '), words)
    })
  }

  await t.test('an answer that nobody asked for', async (t) => {
    const page = await open(t, { path: '/?code=c&state=s' })
    await shot(page, 'playground-stray')
    assert.match(await returned(page).textContent(), /no request that this could be the answer to/)
  })

  await t.test('nothing that is kept for it is a secret', async (t) => {
    const page = await open(t)
    await choose(page, 'client_secret_post')
    await pushed(page)
    const secret = await page.getByLabel('client_secret', { exact: true }).inputValue()
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    assert.ok(kept.includes('demo-post') && !kept.includes(JSON.stringify(secret).slice(1, -1)))
  })
})
