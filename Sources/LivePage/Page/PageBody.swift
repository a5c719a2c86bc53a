/// What the page consists of before it knows anything.
enum PageBody {
  static let html = """
    <body>
    <header>
      <p class="kicker">heatsweep <span id="state" class="badge" data-state="waiting">connecting</span></p>
      <h1 id="name">…</h1>
      <p id="question" class="soft" hidden></p>
      <p id="part" class="soft" hidden></p>
      <p id="connection" role="status" hidden></p>
    </header>
    <main>
      <section id="progress" aria-label="Progress">
        <div id="bar" role="img" aria-label="Progress"></div>
        <ul id="counts"></ul>
        <p id="times" class="soft"></p>
      </section>
      <div id="results"></div>
      <section id="maps" hidden>
        <h2>Latest heatmaps</h2>
        <p class="soft">Where the models that were finished last look (HiResCAM of the predicted class): one test image of each
        class, from cold to hot over violet, orange and yellow. The number is the share of the map inside the mask.</p>
        <div id="models"></div>
      </section>
      <section id="workers">
        <h2>Workers <span class="count" id="worker-count"></span></h2>
        <div class="table tall" tabindex="0" role="region" aria-label="Workers"><table>
          <thead><tr><th>worker</th><th class="minor">host</th><th>trial</th><th>progress</th>
          <th class="number minor">finished</th><th class="minor">last heard</th></tr></thead><tbody id="worker-rows"></tbody>
        </table></div>
        <p class="soft empty">No worker is connected.</p>
      </section>
      <section id="failures" hidden>
        <h2>What went wrong <span class="count" id="failure-count"></span></h2>
        <div class="table"><table>
          <thead><tr><th>trial</th><th>state</th><th class="minor number">attempts</th><th>reason</th></tr></thead>
          <tbody id="failure-rows"></tbody>
        </table></div>
      </section>
      <section id="trials">
        <h2>Trials <span class="count" id="trial-count"></span></h2>
        <div id="filters" role="group" aria-label="Which trials to show">
          <button type="button" data-show="all" aria-pressed="true">all</button>
          <button type="button" data-show="running" aria-pressed="false">running</button>
          <button type="button" data-show="finished" aria-pressed="false">finished</button>
          <button type="button" data-show="problems" aria-pressed="false">problems</button>
          <button type="button" data-show="waiting" aria-pressed="false">waiting</button>
        </div>
        <div class="table tall" tabindex="0" role="region" aria-label="Trials"><table id="trial-table" data-show="all">
          <thead><tr id="trial-head"></tr></thead><tbody id="trial-rows"></tbody>
        </table></div>
      </section>
    </main>
    <div id="tip" hidden></div>
    <noscript><p>This page needs JavaScript. The same as JSON: <a href="/api/state">/api/state</a></p></noscript>
    </body>
    """
}
