-- Takes the list of needed previews away. What is parked stays where it is: a server of this product version finds it again, and
-- an older one does not know the tables.
drop view needed_previews;
