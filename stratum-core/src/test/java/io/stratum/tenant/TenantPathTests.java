package io.stratum.tenant;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantPathTests {

	private static final TenantId ACME = TenantId.parse("00000000-0000-7000-8000-00000000000a");

	private static final TenantId EMEA = TenantId.parse("FFFFFFFF-ffff-7fff-bfff-ffffffffffff");

	private final TenantPath acme = new TenantPath(List.of(ACME));

	private final TenantPath emea = this.acme.child(EMEA);

	@Test
	void ancestryIsWrittenRootFirstWithoutSelf() {
		assertThat(this.acme.ancestry()).isEqualTo("/");
		assertThat(this.emea.ancestry()).isEqualTo("/" + ACME);
		assertThat(this.emea.child(TenantId.random()).ancestry()).isEqualTo("/" + ACME + "/" + EMEA);
	}

	@Test
	void labelsAreIdsInHexAndIncludeSelf() {
		assertThat(this.emea.ltree()).isEqualTo("0000000000007000800000000000000a.ffffffffffff7fffbfffffffffffffff");
		assertThat(TenantPath.ofLtree(this.emea.ltree())).isEqualTo(this.emea);
	}

	@Test
	void subtreeIncludesItsTop() {
		assertThat(this.acme.isWithin(this.acme)).isTrue();
		assertThat(this.emea.isWithin(this.acme)).isTrue();
		assertThat(this.acme.isWithin(this.emea)).isFalse();
	}

	@Test
	void pathHasOneToTwentyIds() {
		List<TenantId> twenty = Stream.generate(TenantId::random).limit(20).toList();
		TenantPath lowest = new TenantPath(twenty);
		assertThat(lowest.depth()).isEqualTo(19);
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantPath(List.of()));
		assertThatExceptionOfType(TenantDepthExceededException.class).isThrownBy(() -> lowest.child(ACME));
	}

}
