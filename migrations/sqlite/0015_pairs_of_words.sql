-- Files are also found by pairs of words of a name: the first letter of the one before the other.
INSERT INTO patient_words (clinic_id, word, patient_id)
SELECT DISTINCT f.clinic_id, substr(f.word, 1, 1) || ' ' || s.word, f.patient_id
FROM patient_words AS f
JOIN patient_words AS s ON s.clinic_id = f.clinic_id AND s.patient_id = f.patient_id AND s.word <> f.word
WHERE f.word NOT GLOB '[@0-9]*' AND s.word NOT GLOB '[@0-9]*';
