package io.stratum.config;

import java.time.Duration;
import java.util.List;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.StatementCounter;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

class ConfigMemoryIntegrationTests {

	private ConfigFixture fixture;

	private StatementCounter statements;

	private ChangeFeed otherFeed;

	private ConfigEntries otherNode;

	private TenantId deepest;

	@BeforeEach
	void start() {
		this.fixture = new ConfigFixture();
		this.deepest = deepen(this.fixture.cast.sales, 5);
		this.statements = new StatementCounter(this.fixture.cast.engine.platform);
		this.otherFeed = new ChangeFeed(this.fixture.cast.engine.platform, Duration.ofMinutes(1));
		this.otherFeed.start();
		this.otherNode = this.fixture.node(new EngineDatabase(this.statements), this.otherFeed);
		await(this.otherFeed::isTrusted);
	}

	@AfterEach
	void stop() {
		this.otherFeed.close();
		this.fixture.close();
	}

	@Test
	void warmReadsNeedNoStatementAndColdOnesTwoWhateverTheDepth() {
		assertThat(this.statements.count(() -> this.otherNode.resolve(this.deepest))).isEqualTo(2);
		assertThat(this.statements.count(() -> this.otherNode.resolve(this.deepest))).isZero();
		assertThat(this.statements.count(() -> this.otherNode.get(this.deepest, "level.3"))).isZero();
		assertThat(this.otherNode.resolve(this.deepest)).isSameAs(this.otherNode.resolve(this.deepest));
	}

	@Test
	void changeIsSeenByOtherNodesInTheWholeSubtree() {
		assertThat(this.otherNode.get(this.deepest, "level.0").value()).isEqualTo(0);
		this.fixture.set(this.fixture.cast.acme, "fresh", "new");
		assertThat(this.fixture.get(this.deepest, "fresh").value()).isEqualTo("new");
		await(() -> this.otherNode.resolve(this.deepest).containsKey("fresh"));
		this.fixture.entries.delete(this.fixture.cast.acme, "fresh");
		await(() -> !this.otherNode.resolve(this.deepest).containsKey("fresh"));
	}

	@Test
	void changeOfAStrangerKeepsMemoryWarm() {
		this.fixture.entries.resolve(this.deepest);
		Object before = this.fixture.entries.resolve(this.deepest);
		this.fixture.set(this.fixture.cast.globex, "elsewhere", 1);
		assertThat(this.fixture.entries.resolve(this.deepest)).isSameAs(before);
		this.fixture.set(this.fixture.cast.emea, "nearby", 1);
		assertThat(this.fixture.entries.resolve(this.deepest)).isNotSameAs(before).containsKey("nearby");
	}

	/**
	 * Grows a branch with an open and a sealed value on every level.
	 */
	private TenantId deepen(TenantId top, int levels) {
		TenantId present = top;
		for (int level = 0; level < levels; level++) {
			present = this.fixture.child(present);
			this.fixture.entries.batch(present, List.of(ConfigChange.of("level." + level, level),
					ConfigChange.of("sealed." + level, "s3cret").sensitive(true)), true);
		}
		return present;
	}

}
