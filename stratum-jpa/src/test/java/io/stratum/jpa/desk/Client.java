package io.stratum.jpa.desk;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.stratum.jpa.Audited;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;

/**
 * A client with every kind of attribute, audited and cached.
 */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@Audited(exclude = "visits", redact = "iban")
public class Client {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	@Column(length = 200_000)
	private String name;

	private String iban;

	private String doorPassword;

	private int visits;

	private BigDecimal credit = new BigDecimal("10.50");

	@Enumerated(EnumType.STRING)
	private Kind kind = Kind.RETAIL;

	@Embedded
	private Address address;

	private byte[] logo;

	@ManyToOne(fetch = FetchType.LAZY)
	private Client parent;

	@ElementCollection
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	private Set<String> labels = new HashSet<>();

	protected Client() {
	}

	public Client(String name) {
		this.name = name;
	}

	public UUID getId() {
		return this.id;
	}

	public UUID getTenantId() {
		return this.tenantId;
	}

	public String getName() {
		return this.name;
	}

	public Set<String> getLabels() {
		return this.labels;
	}

	public void rename(String name) {
		this.name = name;
	}

	public void visit() {
		this.visits++;
	}

	public void payFrom(String iban) {
		this.iban = iban;
	}

	public Client filled(Client parent) {
		this.iban = "DE02120300000000202051";
		this.doorPassword = "sesame";
		this.address = new Address("Main Street", "Springfield");
		this.logo = new byte[] { 1, 2, 3 };
		this.parent = parent;
		return this;
	}

	/**
	 * What trade it is in.
	 */
	public enum Kind {

		RETAIL, WHOLESALE

	}

	/**
	 * Where it is.
	 */
	@Embeddable
	public record Address(String street, String city) {

	}

}
