package io.stratum.test.invoice;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.TenantId;

/**
 * An invoice with every kind of relation.
 */
@Entity
public class Invoice {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	@NaturalId
	private String number;

	private int cents;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Customer customer;

	@OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
	private Set<InvoiceLine> lines = new HashSet<>();

	@ManyToMany(cascade = CascadeType.PERSIST)
	@JoinTable(name = "invoice_tag")
	private Set<Tag> tags = new HashSet<>();

	@ElementCollection
	@Column(name = "note")
	private Set<String> notes = new HashSet<>();

	protected Invoice() {
	}

	public Invoice(Customer customer, int cents) {
		this.customer = customer;
		this.cents = cents;
		this.number = "INV-" + UUID.randomUUID();
		this.lines.add(new InvoiceLine(this, "Anvil"));
		this.tags.add(new Tag("urgent"));
		this.notes.add("To " + this.number);
	}

}
