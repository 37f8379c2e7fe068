package io.stratum.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

class TreeCacheIntegrationTests {

	private static final Duration STALENESS = Duration.ofSeconds(5);

	private static final TenantId ACME = TenantId.random();

	private static final TenantId EMEA = TenantId.random();

	private static final TenantId SALES = TenantId.random();

	private static final TenantId GLOBEX = TenantId.random();

	private static EngineFixture engine;

	private final List<TenantId> loads = new ArrayList<>();

	private final TreeCache<String> cache = new TreeCache<>(engine.database, engine.feed, Set.of("tenant"),
			(value) -> 0, this::load);

	@BeforeAll
	static void start() {
		engine = new EngineFixture();
		await(engine.feed::isTrusted);
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@BeforeEach
	void warm() {
		readAll();
		this.loads.clear();
	}

	@Test
	void rememberedValueIsNotLoadedAgain() {
		readAll();
		assertThat(this.loads).isEmpty();
	}

	@Test
	void changeOutdatesItsSubtreeOnly() {
		publish("tenant", EMEA);
		readAll();
		assertThat(this.loads).containsExactly(EMEA, SALES);
	}

	@Test
	void changeOfAnotherKindOutdatesNothing() {
		publish("config", ACME);
		readAll();
		assertThat(this.loads).isEmpty();
	}

	@Test
	void changeOfEverythingOutdatesAll() {
		publish("tenant", null);
		readAll();
		assertThat(this.loads).hasSize(4);
	}

	@Test
	void tooManyChangesToRememberOutdateAll() {
		IntStream.range(0, 10_001).forEach((number) -> publish("tenant", TenantId.random()));
		readAll();
		assertThat(this.loads).hasSize(4);
	}

	@Test
	void changeDuringALoadOutdatesWhatIsLoaded() {
		TreeCache<String> slow = new TreeCache<>(engine.database, engine.feed, Set.of("tenant"), (value) -> 0, (id) -> {
			TreeCache.Loaded<String> old = load(id);
			publish("tenant", ACME);
			return old;
		});
		slow.get(ACME);
		this.loads.clear();
		slow.get(ACME);
		assertThat(this.loads).containsExactly(ACME);
	}

	@Test
	void transactionReadsPastTheMemory() {
		engine.database.run(() -> this.cache.get(ACME));
		assertThat(this.loads).containsExactly(ACME);
	}

	@Test
	void transactionLeavesNothingInTheMemory() {
		publish("tenant", ACME);
		engine.database.run(() -> this.cache.get(ACME));
		this.cache.get(ACME);
		assertThat(this.loads).containsExactly(ACME, ACME);
	}

	@Test
	void memoryThatHearsNothingIsNotTrusted() {
		TreeCache<String> deaf = new TreeCache<>(engine.database, new ChangeFeed(engine.platform, STALENESS),
				Set.of("tenant"), (value) -> 0, this::load);
		deaf.get(ACME);
		deaf.get(ACME);
		assertThat(this.loads).containsExactly(ACME, ACME);
	}

	@Test
	void severalValuesAreLoadedByOneLoad() {
		publish("tenant", EMEA);
		List<Collection<TenantId>> asked = new ArrayList<>();
		assertThat(this.cache.getAll(List.of(ACME, EMEA, SALES), (missing) -> {
			asked.add(missing);
			return missing.stream().map(this::load).toList();
		})).hasSize(3);
		assertThat(asked).containsExactly(List.of(EMEA, SALES));
		this.cache.getAll(List.of(ACME, EMEA, SALES), (missing) -> List.of());
		assertThat(asked).hasSize(1);
	}

	@Test
	void numberOfTenantsBoundsTheMemory() {
		assertThat(remembered(new MemoryLimits(STALENESS, 2, 1_000_000), 0)).isEqualTo(2);
	}

	@Test
	void weightBoundsTheMemory() {
		assertThat(remembered(new MemoryLimits(STALENESS, 1_000, 1_000_000), 600_000)).isOne();
	}

	@Test
	void valueThatIsLargerThanTheMemoryIsNotRemembered() {
		assertThat(remembered(new MemoryLimits(STALENESS, 1_000, 1_000_000), 3_000_000_000L)).isZero();
	}

	private long remembered(MemoryLimits limits, long footprint) {
		try (ChangeFeed feed = new ChangeFeed(engine.platform, limits)) {
			TreeCache<String> small = new TreeCache<>(engine.database, feed, Set.of("tenant"), (value) -> footprint,
					this::load);
			List.of(ACME, EMEA, SALES, GLOBEX).forEach(small::get);
			small.figures().cleanUp();
			return small.figures().estimatedSize();
		}
	}

	private void readAll() {
		List.of(ACME, EMEA, SALES, GLOBEX).forEach(this.cache::get);
	}

	private TreeCache.Loaded<String> load(TenantId id) {
		this.loads.add(id);
		TenantPath path = new TenantPath(List.of(GLOBEX));
		for (List<TenantId> ids : Arrays.asList(List.of(ACME), List.of(ACME, EMEA), List.of(ACME, EMEA, SALES))) {
			path = ids.get(ids.size() - 1).equals(id) ? new TenantPath(ids) : path;
		}
		return new TreeCache.Loaded<>(path, id.toString());
	}

	private static void publish(String kind, TenantId tenant) {
		engine.feed.publish(new ChangeFeed.Change(kind, tenant));
	}

}
