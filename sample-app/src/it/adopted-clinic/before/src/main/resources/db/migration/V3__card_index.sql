-- The card index of the workshop, typed in when the software came.
insert into mechanic (username, password, name) values
	('anna', '{noop}spoke', 'Anna'),
	('ben', '{noop}chain', 'Ben');
insert into skill (name) values ('wheels'), ('hydraulics');
insert into mechanic_skill
select m.id, s.id
from mechanic m cross join skill s
where m.username = 'anna';

insert into customer (name, email) values
	('Mrs. Ahlers', 'ahlers@example.com'),
	('Mr. Boye', 'boye@example.com');
insert into customer_phone
select id, '040-' || id
from customer;

insert into bike (customer_id, brand_id, frame_number)
select c.id, b.id, 'GZ-4711'
from customer c cross join brand b
where c.email = 'ahlers@example.com' and b.name = 'Gazelle';

insert into part (code, name, price, stock) values
	('TUBE-28', 'Inner tube 28"', 7.90, 40),
	('CHAIN-8', 'Chain, 8 speed', 18.50, 12);

insert into repair (id, bike_id, mechanic_id, complaint, received_on, done)
select nextval('repair_seq'), b.id, m.id, 'flat tyre', date '2025-03-01', true
from bike b cross join mechanic m
where m.username = 'anna';
insert into repair_line (repair_id, part_id, quantity)
select r.id, p.id, 2
from repair r cross join part p
where p.code = 'TUBE-28';
